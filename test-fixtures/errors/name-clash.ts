// @expect-next AD1009
// @differentiable
export function f(x: number): number {
  return x * x;
}

export function f_grad(x: number): number {
  return 2 * x;
}
