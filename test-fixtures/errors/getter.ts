// @differentiable
export function f(x: number): number {
  const o = {
    get square(): number { // @expect AD2008
      return x * x;
    },
  };
  return o.square * x;
}
