// @expect-next AD2020
// @differentiable
export function* f(x: number): Generator<number> {
  yield x * x;
}
