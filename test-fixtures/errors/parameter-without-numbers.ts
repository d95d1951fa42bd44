// @expect-next AD1023
// @differentiable wrt: x, name
export function f(x: number, name: string): number {
  return x * x * name.length;
}
