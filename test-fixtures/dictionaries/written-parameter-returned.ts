// @differentiable
// @writes f(d)
// @check f({ a: 1.3 }, 2)
export function f(d: Record<string, number>, x: number): Record<string, number> {
  for (const k of Object.keys(d)) d[k] = d[k]! * x;
  d["n"] = x * x;
  return d;
}
