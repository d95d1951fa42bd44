// @expect-next AD1004
// @differentiable mode: jvp
export function f(x: number): number {
  return x * x;
}
