// @differentiable
export function f(xs: Float64Array, k: number): number {
  const t = xs[1]! * k;
  xs.fill(t);
  xs[0] = xs[1]! * k;
  return t * xs[0]!;
}

// @writes f(xs)
// @check f(new Float64Array([1.2, 0.7, 1]), 0.6)
