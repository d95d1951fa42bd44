// @differentiable
export async function f(x: number): Promise<number> { // @expect AD2019
  return x * x;
}
