// @differentiable
export function f(x: number, y: number = x * x, z: number = x * y): number {
  return x * y + z * z;
}

// @check f(1.5, 2, 3)
// @check f(1.5, 2)
// @check f(1.5)
// @check f(1.5, undefined, 3)
