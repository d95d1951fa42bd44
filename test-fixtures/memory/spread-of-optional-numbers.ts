// @differentiable
export function f(xs: readonly (number | undefined)[], k: number): number {
  const a = [k, ...xs];
  const b: (number | undefined)[] = [];
  b.push(...xs, k * k);
  let s = 0;
  for (let i = 0; i < xs.length; i++) s += (a[i] ?? k) * (b[i] ?? k * k) * (i + 1);
  return s;
}

// @check f([0.5, undefined, 1.5, undefined, 0.7], 0.9)
