// @differentiable
export function huber(r: number, limit: number): number {
  const size = Math.abs(r);
  return size <= limit ? 0.5 * r * r : limit * (size - 0.5 * limit);
}

// @check huber(0.4, 1)
// @check huber(-2.4, 1)
// @closed grad huber(1, 1) = [1, 0]
// @closed hessian huber(1, 1) = [[1, 0], [0, 0]]
