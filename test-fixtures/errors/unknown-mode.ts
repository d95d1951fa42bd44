// @expect-next AD1005
// @differentiable modes: jvp, gradient
export function f(x: number): number {
  return x * x;
}
