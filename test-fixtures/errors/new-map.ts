// @differentiable
export function f(x: number): number {
  const cache = new Map<string, number>(); // @expect AD2007
  return x * x * cache.size;
}
