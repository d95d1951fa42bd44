// @differentiable
export function f(x: number, y: number): number {
  const above = Math.atan2(0, x) + 1;
  const below = Math.atan2(-0, x) + y;
  return above * below * y;
}

// @check f(-1.5, 0.7)
