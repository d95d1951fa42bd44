// @differentiable
export function f(x: number): number {
  const z = eval("x") as number; // @expect AD2021
  const y = eval("x") as number; // @expect AD2021
  return y * x * z;
}
