// @differentiable
export function f(xs: Float64Array): number {
  xs.fill(2);
  return xs[0]! * xs[1]!;
}

// @writes f(xs)
// @check f(new Float64Array([1.2, 0.7]))
