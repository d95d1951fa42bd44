// @differentiable
export function f(x: number): number {
  let s = x;
  const add = (t: number): void => {
    s += t; // @expect AD2012
  };
  add(x * x);
  return s;
}
