// @differentiable
export function f(x: number, y?: number): number {
  if (y === undefined) return x * x;
  return x * y * y;
}

// @check f(1.5, 2)
// @check f(1.5)
