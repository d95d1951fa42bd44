// @expect-next AD1017
// @differentiable modes: into
export function f(x: Float64Array, y: number): number {
  return x[0]! * y;
}

// @expect-next AD1017
// @differentiable modes: into
export function g(x: Float64Array): number[] {
  return [x[0]!, x[1]!];
}
