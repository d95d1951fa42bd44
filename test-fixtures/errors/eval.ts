// @differentiable
export function f(x: number): number {
  return (eval("x * x") as number) * x; // @expect AD2021
}
