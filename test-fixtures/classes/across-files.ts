import { Vec2 } from "./support/geometry.ts";
import { distance } from "./support/geometry.ts";
export { Vec2 } from "./support/geometry.ts";

// @differentiable
export function f(a: Vec2, x: number): number {
  return distance(a, new Vec2(x, 2 * x)) * a.minus(new Vec2(1, 1)).length;
}

// @differentiable
export function made(x: number): Vec2 {
  return new Vec2(x, x * x).minus(Vec2.origin);
}
// @check f(new Vec2(1, 2), 0.7)
// @check made(1.5)
