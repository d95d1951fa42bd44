// @differentiable
export function part(xs: Float64Array): number {
  return xs.subarray(1)[0]! * xs[0]!; // @expect AD2017
}

// @differentiable
export function copied(xs: readonly number[]): number {
  const a = Float64Array.from(xs); // @expect AD2017
  return a[0]! * a[0]!;
}
