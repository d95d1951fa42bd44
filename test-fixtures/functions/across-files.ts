import { distance, type Vector } from "./support/geometry.ts";

// @differentiable
export function f(a: Vector, b: Vector): number {
  return distance(a, b) * a.x;
}

// @check f({ x: 1.5, y: 2 }, { x: -0.5, y: 0.3 })
