// @differentiable
// @check f([1, 2, 3], 0.5)
export function f(xs: readonly number[], t: number): number {
  const d: Record<string, [number, number]> = {};
  for (let i = 0; i < xs.length; i++) d[`k${i % 2}`] = [xs[i]!, xs[i]! * t];
  let s = 0;
  for (const [, [a, b]] of Object.entries(d)) s += a * b;
  return s;
}
