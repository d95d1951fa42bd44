// @differentiable
export function f(x: number): number {
  return Math.fround(x * x) * x;
}

// @nonsmooth f(1.1)
// @closed grad f(2) = 12
