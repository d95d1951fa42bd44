// @differentiable
export function f(x: number, cache: Map<string, number>): number {
  cache.set("last", x); // @expect AD2030
  return x * x;
}
