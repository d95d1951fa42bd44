// @differentiable
export function f(x: number): number {
  return x * ; // @expect AD1001
}
