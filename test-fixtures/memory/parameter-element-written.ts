// @differentiable
export function f(xs: number[]): number {
  xs[0] = xs[0]! * 2;
  return xs[0] * xs[1]!;
}

// @writes f(xs)
// @check f([1.2, 0.7])
