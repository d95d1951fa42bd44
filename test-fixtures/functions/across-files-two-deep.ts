import * as geometry from "./support/geometry.ts";
import lengthOf from "./support/length.ts";

// @differentiable
export function f(x: number, y: number): number {
  return lengthOf({ x, y }) * geometry.distance({ x, y }, geometry.origin);
}

// @check f(1.5, 0.2)
