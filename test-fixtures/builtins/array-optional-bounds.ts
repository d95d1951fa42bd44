// @differentiable wrt: xs, k
export function f(xs: readonly number[] | undefined, k: number, from?: number, to?: number): number {
  const part = xs?.slice(from, to) ?? [k];
  const all = part.fill(k * k, undefined, 1).concat(xs ?? []);
  return all.reduce((s, x, i) => s + x * x * (i + 1), 0) + (xs?.at(-1) ?? 1) * k;
}

// @check f([0.5, 1.5, 2], 0.7)
// @check f([0.5, 1.5, 2], 0.7, 1)
// @check f([0.5, 1.5, 2], 0.7, -2, 2)
// @check f(undefined, 0.7)
