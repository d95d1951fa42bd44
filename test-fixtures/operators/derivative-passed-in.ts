import { grad } from "@adgen/runtime";

function newton(slope: (x: number) => number, curvature: (x: number) => number, start: number): number {
  let x = start;
  for (let k = 0; k < 4; k++) x -= slope(x) / curvature(x);
  return x;
}

// The minimum of x⁴ / 4 - a x is at the cube root of a.
// @differentiable
export function minimum(a: number): number {
  const energy = (x: number): number => (x * x * x * x) / 4 - a * x;
  return newton(grad(energy), grad(grad(energy)), 1.5);
}

// @check minimum(3.1)
