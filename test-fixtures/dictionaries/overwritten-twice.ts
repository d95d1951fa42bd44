// @differentiable
// @check f(1.3, 0.4)
export function f(x: number, y: number): number {
  const d: Record<string, number> = {};
  d["k"] = x * y;
  const first = d["k"];
  d["k"] = Math.exp(d["k"]);
  d["k"] = d["k"] * first;
  return d["k"] + first;
}
