// @differentiable
export function f(x: number): number {
  const buffer = new ArrayBuffer(16);
  const wide = new Float64Array(buffer);
  const narrow = new Float32Array(buffer); // @expect AD2033
  wide[0] = x;
  return narrow[1]! * x;
}

// @differentiable
export function g(xs: Float64Array): number {
  const other = new Float64Array(xs.buffer); // @expect AD2017
  return other[0]! * xs[0]!;
}
