// @expect-next AD1008
// @differentiable
export function f(name: string, sign: 1 | -1): number {
  return name.length * sign;
}
