import { distance as far, scale as factor } from "./support/geometry.ts";

// @differentiable
export function f(x: number, y: number): number {
  return far({ x, y }, { x: y, y: factor }) * factor;
}

// @check f(1.5, 0.2)
