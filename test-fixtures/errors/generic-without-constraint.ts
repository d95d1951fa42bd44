// @differentiable
export function f<T>(x: number, kept: T): number { // @expect AD2009
  return kept === undefined ? x : x * x;
}
