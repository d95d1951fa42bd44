// @differentiable
export function f(x: number): number {
  return Math.abs(x) + 3 * x;
}

// @closed grad f(0) = 3
// @closed grad f(-0) = 3
// @closed grad f(NaN) = NaN
