// @differentiable modes: hessian
export function f(x: number): number { // @expect AD2002
  return x * x * Math.random();
}
