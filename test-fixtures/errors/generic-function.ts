// @differentiable
export function f<T extends number>(x: T): number { // @expect AD2009
  return x * x;
}
