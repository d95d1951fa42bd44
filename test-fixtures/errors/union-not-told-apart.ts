// @differentiable
export function f(x: number[] | [number, number][]): number { // @expect AD2039
  const first = x[0]!;
  return typeof first === "number" ? first * first : first[0] * first[1];
}

// @differentiable
export function g(x: { readonly a: number; readonly b?: number } | { readonly a: number; readonly c?: number }): number { // @expect AD2039
  return x.a * x.a;
}

// @differentiable
export function h(x: number | Float64Array | readonly number[]): number {
  return typeof x === "number" ? x * x : x[0]! * x[1]!;
}
