// @differentiable modes: jacobian
export function f(x: number): number[] { // @expect AD2002
  console.log(x);
  return [x, x * x];
}
