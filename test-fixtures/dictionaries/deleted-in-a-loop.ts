// @differentiable
// @check f([1, 2, 3, 0.5])
export function f(xs: readonly number[]): number {
  const d: Record<string, number> = {};
  let s = 0;
  for (let i = 0; i < xs.length; i++) {
    const k = `k${i % 2}`;
    if (k in d) { s += d[k]! * xs[i]!; delete d[k]; }
    else d[k] = xs[i]! ** 2;
  }
  return s;
}
