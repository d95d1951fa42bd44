// @differentiable
export function f(x: number, y: number): number {
  return Math.sinh(x) * Math.cosh(y) + Math.tanh(x * y) + Math.asinh(x) * Math.acosh(1 + y * y) + Math.atanh(x * y);
}

// @check f(0.6, 0.7)
