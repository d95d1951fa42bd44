// @differentiable
// @check f(2, "a")
// @check f(2, "b")
export function f(x: number, k: string): number {
  const d: Record<string, number> = {};
  let s = 0;
  try {
    d["a"] = x * x;
    if (!(k in d)) throw new Error("no");
    d["a"] *= x;
    s = d[k]!;
  } catch {
    d["c"] = d["a"]! * 5;
    s = d["c"];
  }
  return s + d["a"]!;
}
