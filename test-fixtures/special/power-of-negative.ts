// @differentiable
export function f(x: number, y: number): number {
  return Math.pow(x, y);
}

// @closed grad f(-2, 3) = [12, NaN]
// @closed grad f(-2, -1) = [-0.25, NaN]
// @closed grad f(-1, 2) = [-2, NaN]
