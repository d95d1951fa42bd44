// @differentiable
// @writes f(d)
// @check f({ a: 1.5, b: 2 }, "a", 0.7)
// @check f({ a: 1.5, b: 2 }, "c", 0.7)
export function f(d: Record<string, number>, k: string, x: number): number {
  const old = d[k] ?? 1;
  d[k] = old * x;
  delete d["b"];
  d["e"] = x * x;
  return d[k]! * (d["b"] ?? x);
}
