// @differentiable
export function f(x: number): number { // @expect AD1009
  return x * x;
}

export function f_grad(x: number): number {
  return 2 * x;
}
