// @differentiable
export function f(xs: number[]): number {
  xs[0] = xs[0]! * 2; // @expect AD2013
  return xs[0] * xs[1]!;
}
