// @differentiable
export function f(x: number, y: number, z: number): number {
  return Math.max(x, y * y, z) * Math.min(x, y) * Math.max(x) + Math.min(z * z, 100, y);
}

// @check f(1.5, 2, 0.5)
// @check f(5, -2, 7)
