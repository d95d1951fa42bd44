// @differentiable
export function f(x: number, y: number): number {
  return Math.max(x, y);
}

// @closed value f(NaN, 1) = NaN
// @closed grad f(NaN, 1) = [NaN, NaN]
