// @expect-next AD2015
// @differentiable
export function f(x) {
  return x * x;
}
