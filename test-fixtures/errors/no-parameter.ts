// @expect-next AD1008
// @differentiable
export function f(): number {
  return 3;
}
