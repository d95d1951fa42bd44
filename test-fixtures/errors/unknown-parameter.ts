// @expect-next AD1006
// @differentiable wrt: weigth
export function f(weight: number): number {
  return weight * weight;
}
