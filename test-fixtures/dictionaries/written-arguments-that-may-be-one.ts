interface P { v: number }
// @differentiable
// @writes f(d, p)
// @check f({ a: { v: 1 }, b: { v: 2 } }, { v: 3 })
export function f(d: Record<string, P>, p: P): number {
  p.v *= 2;
  d["a"]!.v *= p.v;
  return d["a"]!.v * p.v + d["b"]!.v;
}
// @differentiable
// @writes g(a, b)
// @check g({ a: 1.5 }, { a: 2 })
export function g(a: Record<string, number>, b: Record<string, number>): number {
  a["a"] = a["a"]! * b["a"]!;
  b["z"] = a["a"] * 3;
  return a["a"] * b["a"]! + b["z"];
}
