// @differentiable
export function f(x: number, y: number): number {
  return x * y;
}

// @closed value f(-0, 2) = -0
// @closed grad f(-0, 2) = [2, 0]
