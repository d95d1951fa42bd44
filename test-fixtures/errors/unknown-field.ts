// @expect-next AD1024
// @differentiable wrt: options.speed
export function f(options: { readonly rate: number }): number {
  return options.rate * options.rate;
}
