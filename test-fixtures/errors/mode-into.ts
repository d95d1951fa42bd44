// @expect-next AD2002
// @differentiable modes: into
export function f(x: Float64Array): number {
  return x[0]! * x[1]!;
}
