// @differentiable
// @check f({ a: 1, b: 2 }, 3)
export function f(w: Record<string, number>, x: number): number {
  const p: Record<string, number> = { z: x };
  Object.assign(p, w, { z: x * x, q: 1 });
  for (const [k, v] of Object.entries(p)) p[k] = v * p["z"]!;
  delete p.a;
  return Object.values(p).reduce((a, b) => a + b ** 2, 0);
}
