interface P { v: number }
// @differentiable
// @writes f(d)
// @check f({ a: { v: 1 }, b: { v: 2 } }, 1.5, "a")
// @check f({ a: { v: 1 }, b: { v: 2 } }, 1.5, "q")
export function f(d: Record<string, P>, x: number, k: string): number {
  const old = d[k];
  d[k] = { v: x * x };
  delete d["b"];
  d["c"] = { v: Math.sin(x) };
  d["a"]!.v *= 2;
  return d[k].v * (old ? old.v : 1) + d["a"]!.v;
}
