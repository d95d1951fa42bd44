// @differentiable
export function f(xs: readonly number[]): number {
  const a = new Float64Array(xs);
  a[0] = a[0]! * a[1]!;
  return a[0] * a[0] + xs[0]! * a[1]!;
}

// @check f([1.5, 2])
