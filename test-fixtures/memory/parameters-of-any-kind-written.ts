// @differentiable
export function f(a: number[] | Float64Array, b: number[] | Float64Array, k: number): number {
  for (let i = 0; i < a.length; i++) a[i]! *= k * b[i]!;
  return a[0]! * a[1]!;
}

// @writes f(a)
// @check f([2, 3], [1, 2], 2)
// @check f(new Float64Array([2, 3]), new Float64Array([1, 2]), 2)
// @check f(new Float64Array([2, 3]), [1, 2], 2)
