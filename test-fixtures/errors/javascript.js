// @differentiable // @expect AD2015
export function f(x) {
  return x * x;
}
