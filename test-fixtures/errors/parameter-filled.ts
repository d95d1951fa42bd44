// @differentiable
export function f(xs: Float64Array): number {
  xs.fill(2); // @expect AD2013
  return xs[0]! * xs[1]!;
}
