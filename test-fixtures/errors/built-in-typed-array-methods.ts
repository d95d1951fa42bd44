// @differentiable
export function part(xs: Float64Array): number {
  return xs.subarray(1)[0]! * xs[0]!; // @expect AD2017
}
