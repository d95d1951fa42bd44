// @differentiable
// @check f(1.3, "a")
// @check f(1.3, "c")
export function f(x: number, k: string): number {
  const d: Record<string, number> = { a: x * x, b: Math.sin(x) };
  delete d[k];
  const r = (d["a"] ?? x) * (d["b"] ?? 2);
  d["a"] = x ** 3;
  return r + d["a"];
}
