// @differentiable
export function f(xs: readonly number[], y: number): number {
  return Math.min(...xs, y);
}

// @closed grad f([1, 2, 1], 1) = [[1 / 3, 0, 1 / 3], 1 / 3]
// @closed grad f([], 1) = [[], 1]
