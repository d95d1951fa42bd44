function clip(x: number, low: number, high: number): number {
  if (x < low) return low;
  if (x > high) return high;
  return x;
}

// @differentiable
export function f(x: number, y: number): number {
  return clip(x, -y, y) * clip(x * x, 0, y) * y;
}

// @check f(0.5, 2)
// @check f(3, 2)
// @check f(-3, 2)
