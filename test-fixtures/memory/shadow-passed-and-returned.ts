interface M { readonly data: Float64Array; readonly k: number }
function make(data: Float64Array, k: number): M {
  return { data, k };
}
function times(a: M, k: number): M {
  const data = new Float64Array(2);
  data[0] = a.data[0]! * k;
  data[1] = a.data[1]! * k;
  return make(data, a.k);
}
// @differentiable
export function g(data: Float64Array, k: number): number {
  const m = times(make(data, k), k);
  return m.data[0]! * m.data[1]!;
}
// @check g(Float64Array.of(1, 2), 3)
