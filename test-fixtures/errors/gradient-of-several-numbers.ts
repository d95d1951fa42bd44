// @expect-next AD1017
// @differentiable modes: grad
export function f(x: number): number[] {
  return [x, x * x];
}
