// @differentiable wrt: xs
// @check f([0.5, 1.5, 2], [10, 2, 10])
export function f(xs: readonly number[], ids: readonly number[]): number {
  const d: Record<number, number> = {};
  for (let i = 0; i < xs.length; i++) d[ids[i]!] = (d[ids[i]!] ?? 0) + xs[i]!;
  let s = 0;
  let w = 1;
  for (const v of Object.values(d)) { s += w * v * v; w *= 2; }
  return s;
}
