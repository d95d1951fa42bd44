// @expect-next AD1008
// @differentiable
export function f(x: number): string {
  return x > 0 ? "plus" : "minus";
}
