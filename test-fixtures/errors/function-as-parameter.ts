// @differentiable
export function f(x: number, g: (t: number) => number): number {
  return g(x) * x; // @expect AD2011
}
