interface Point { x: number; y: number }
// @differentiable modes: jvp, vjp, grad, hvp
// @check f({ p: { x: 1, y: 2 }, q: { x: 0.5, y: 3 } }, 0.7)
export function f(points: Record<string, Point>, t: number): number {
  let s = 0;
  for (const k in points) { const p = points[k]!; s += Math.hypot(p.x, p.y * t); }
  return s * points["q"]!.x;
}
