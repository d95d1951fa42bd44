// @differentiable
export function f(xs: readonly number[], k: number): number {
  const a = xs.flatMap((x, i) => (i === 1 ? [] : [x, x * k]));
  const b = a.flatMap((x) => x * x);
  return a.reduce((s, x, i) => s + x * b[i]! * (i + 1), 0);
}

// @check f([0.5, 1.5, 2], 0.7)
// @check f([], 0.7)
