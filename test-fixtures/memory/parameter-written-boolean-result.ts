// @differentiable
export function f(xs: number[], k: number): boolean {
  xs[0] = xs[0]! * k;
  return xs[0]! > 1;
}

// @writes f(xs)
// @check f([1.2, 0.7], 0.6)
