// @expect-next AD2019
// @differentiable
export async function f(x: number): Promise<number> {
  return x * x;
}
