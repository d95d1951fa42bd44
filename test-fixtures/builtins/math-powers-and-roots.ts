// @differentiable
export function f(x: number, y: number): number {
  return Math.sqrt(x) * Math.cbrt(y) + Math.pow(x, y) + Math.hypot(x, y, 2);
}

// @check f(1.3, 0.7)
