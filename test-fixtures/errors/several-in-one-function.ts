// @differentiable
export function f(x: number, xs: number[]): number {
  xs[0] = x; // @expect AD2013
  const y = eval("x") as number; // @expect AD2021
  return y * x;
}
