// @differentiable
export function f(x: number, y: number): number {
  return Math.sin(x) * Math.cos(y) + Math.tan(x * y) + Math.asin(x) * Math.acos(y) + Math.atan(x + y) + Math.atan2(y, x);
}

// @check f(0.6, 0.7)
// @check f(-0.6, 0.3)
