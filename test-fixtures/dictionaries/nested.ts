// @differentiable
// @check f({ a: { u: 1.5 }, b: { u: 2, v: 3 } }, 0.5)
export function f(m: Record<string, Record<string, number>>, x: number): number {
  let s = 0;
  for (const row of Object.values(m)) for (const k in row) s += row[k]! ** 2 * x;
  const t: Record<string, Record<string, number>> = {};
  (t["q"] ??= {})["r"] = s;
  return t["q"]["r"]! * x;
}
