// @differentiable
export function f(x: number): number {
  return x ** 2 + Math.pow(x, 3);
}

// @closed grad f(0) = 0
// @closed hessian f(0) = 2
