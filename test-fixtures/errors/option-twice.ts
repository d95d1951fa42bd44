// @expect-next AD1007
// @differentiable wrt: x wrt: y
export function f(x: number, y: number): number {
  return x * y;
}
