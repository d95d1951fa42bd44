// @differentiable
export function f(x: number): number {
  return Number(x.toFixed(2)) * x; // @expect AD2029
}
