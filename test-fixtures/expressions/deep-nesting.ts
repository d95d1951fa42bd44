// @differentiable
export function f(x: number): number {
  return Math.sin(Math.cos(Math.exp(Math.log(Math.sqrt(x * x + 1) + x) * x) / x) + x);
}

// @check f(1.3)
