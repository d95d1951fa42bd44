// @differentiable
export function f(xs: readonly number[], y: number): number {
  return Math.max(y, ...xs) * Math.min(...xs) + Math.hypot(...xs, y * y);
}

// @check f([1.5, 2, 0.5], 0.7)
// @check f([1.5, 2, 0.5], 3)
