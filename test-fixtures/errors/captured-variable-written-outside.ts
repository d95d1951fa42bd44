// @differentiable
export function f(x: number): number {
  let s = x;
  const scaled = (t: number): number => t * s;
  s = s * s; // @expect AD2012
  return scaled(x);
}
