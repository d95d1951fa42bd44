// @differentiable
export function f(x: number): number {
  return Math.PI * x * x + Math.E ** x + Math.SQRT2 * x * Math.LN2 + Math.LN10 * Math.LOG2E * Math.LOG10E * Math.SQRT1_2 * x;
}

// @check f(1.3)
