// @expect-next AD1017
// @differentiable wrt: options.rate modes: hessian
export function f(x: number, options: { readonly rate: number; readonly shift: number }): number {
  return x * options.rate + options.shift;
}
