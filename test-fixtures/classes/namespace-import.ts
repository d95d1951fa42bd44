import * as geometry from "./support/geometry.ts";

// @differentiable
export function f(x: number, y: number): geometry.Vec2 {
  const a = new geometry.Vec2(x, x * y);
  return a.minus(geometry.Vec2.origin).minus(new geometry.Vec2(y, a.length));
}

// @differentiable
export function g(a: geometry.Vec2, k: number): number {
  return geometry.distance(a, new geometry.Vec2(k, 1));
}

export const Vec2: typeof geometry.Vec2 = geometry.Vec2;
// @check f(1.5, 0.7)
// @check g(new Vec2(1, 2), 0.7)
