// @differentiable
export function f(x: number): number {
  return Number(x * x) * x;
}

// @check f(1.3)
