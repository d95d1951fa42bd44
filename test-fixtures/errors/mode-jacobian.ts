// @expect-next AD2002
// @differentiable modes: jacobian
export function f(x: number): number[] {
  return [x, x * x];
}
