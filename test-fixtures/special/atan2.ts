// @differentiable
export function f(y: number, x: number): number {
  return Math.atan2(y, x);
}

// @closed grad f(0, 0) = [NaN, NaN]
// @closed grad f(1, 1) = [0.5, -0.5]
// @closed grad f(1e200, 1e200) = [5e-201, -5e-201]
// @closed grad f(1e-200, 1e-200) = [5e199, -5e199]
