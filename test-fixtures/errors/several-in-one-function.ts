// @differentiable
export function f(x: number, xs: number[]): number {
  xs[0] = x; // @expect AD2013
  const y = xs.reduce((a, b) => a + b, 0); // @expect AD2017
  return y * x;
}
