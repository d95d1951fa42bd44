// @differentiable
export function f(x: number, y: number): number {
  x = x * y;
  y = Math.sin(x) + y;
  if (x > 1) x = y;
  return x * y;
}

// @check f(0.4, 0.9)
// @check f(1.4, 0.9)
