// @differentiable
export function f(x: number): number {
  const watched = new Proxy({ x }, {}); // @expect AD2007
  return watched.x * x;
}
