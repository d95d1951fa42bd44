// @differentiable
// @check f(1.5, 2, "p")
// @check f(1.5, 2, "q")
export function f(x: number, y: number, k: string): number {
  const d: Record<string, number | number[]> = { p: x, q: [x, y] };
  d["r"] = y * x;
  const v = d[k]!;
  const w = typeof v === "number" ? v * v : v[0]! * v[1]!;
  d[k] = [w];
  d["p"] = w * x;
  const r = d["r"];
  return typeof r === "number" ? r * (d["p"] as number) : 0;
}
