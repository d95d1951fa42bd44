// @differentiable
export function f(this: { readonly rate: number }, x: number): number { // @expect AD2006
  return this.rate * x * x; // @expect AD2006
}
