// @differentiable
export function f(xs: Float64Array, k: number): void {
  const a = xs.subarray(0, 2);
  const b = xs.subarray(1, 3);
  for (let i = 0; i < 2; i++) { a[i] = b[i]! * k * xs[2]!; b[i] = a[i]! * a[0]!; }
}

// @writes f(xs)
// @check f(new Float64Array([1.2, 0.7, 1]), 0.6)
