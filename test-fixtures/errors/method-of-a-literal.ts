// @differentiable
export function f(x: number): number {
  const o = {
    square(t: number): number { // @expect AD2011
      return t * t;
    },
  };
  return o.square(x);
}
