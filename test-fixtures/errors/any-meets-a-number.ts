// @differentiable
export function f(x: number, factor: any): number {
  return x * factor; // @expect AD2001
}
