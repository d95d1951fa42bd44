// @differentiable
// @check f(1.3, 0.4)
export function f(x: number, y: number): number {
  const d: Record<string, { v: number }> = {};
  const p = { v: x };
  d["a"] = p;
  d["b"] = p;
  d["a"].v *= y;
  d["b"]!.v *= x;
  d["a"] = { v: y };
  return p.v * d["b"]!.v + d["a"].v;
}
