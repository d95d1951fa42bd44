// @differentiable
export function f(x: number, y: number): number {
  return Math.max(x * x, y) * Math.abs(y - 1);
}

// @closed grad f(1, 1) = [0, 0]
// @closed hessian f(1, 3) = [[0, 0], [0, 2]]
