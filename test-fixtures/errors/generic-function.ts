// @expect-next AD2009
// @differentiable
export function f<T extends number>(x: T): number {
  return x * x;
}
