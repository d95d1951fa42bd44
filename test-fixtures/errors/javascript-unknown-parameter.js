// @differentiable
export function f(x, options) { // @expect AD2015
  return x * options.rate; // @expect AD2001
}
