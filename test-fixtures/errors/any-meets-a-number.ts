// @differentiable
export function f(x: number, factor: any): number { // @expect AD2001
  return x * factor;
}
