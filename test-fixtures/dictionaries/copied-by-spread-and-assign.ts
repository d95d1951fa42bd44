// @differentiable
// @check f({ a: 1.5, b: 2 }, 0.7)
export function f(w: Record<string, number>, t: number): number {
  const c: Record<string, number> = { ...w, b: t, z: 2 * t };
  const d = Object.assign({}, w, c);
  c["a"] = 0;
  return d["a"]! * d["b"]! * d["z"]! + w["b"]!;
}
