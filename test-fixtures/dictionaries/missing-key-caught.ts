// @differentiable
// @check f({ a: { v: 1.5 } }, "a", 2)
// @check f({ a: { v: 1.5 } }, "b", 2)
export function f(d: Record<string, { v: number }>, k: string, x: number): number {
  try { return d[k]!.v * x; } catch { return x * x; }
}
