// @differentiable
export function f(x: number): number {
  return Number(`${x}`) * x; // @expect AD2029
}
