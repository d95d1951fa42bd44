// @differentiable
export function f(xs: number[], k: number): number[] {
  xs[0] = xs[0]! * k;
  xs[1] = xs[0]! * xs[1]!;
  return xs;
}

// @writes f(xs)
// @check f([1.2, 0.7], 1.5)
