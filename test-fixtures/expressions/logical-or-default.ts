// @differentiable
export function f(x: number, y: number): number {
  const a = x || y * y;
  return a * y;
}

// @check f(1.5, 2)
