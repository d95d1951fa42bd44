// @differentiable
export function* f(x: number): Generator<number> { // @expect AD2020
  yield x * x; // @expect AD2020
}
