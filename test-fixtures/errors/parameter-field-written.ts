// @differentiable
export function f(o: { x: number }): number {
  o.x *= 2; // @expect AD2013
  return o.x * o.x;
}
