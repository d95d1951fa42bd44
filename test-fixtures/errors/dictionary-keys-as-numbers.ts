// @differentiable
export function f(x: number): number {
  const d: Record<string, number> = {};
  d[x.toFixed(3)] = x;
  let s = 0;
  for (const k in d) s += Number(k) * d[k]!; // @expect AD2029
  return s;
}
