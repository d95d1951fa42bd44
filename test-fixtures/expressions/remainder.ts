// @differentiable
export function f(x: number, y: number): number {
  return (x % y) * (x % y) + y;
}

// @check f(7.3, 2.2)
// @check f(-7.3, 2.2)
// @check f(7.3, -2.2)
