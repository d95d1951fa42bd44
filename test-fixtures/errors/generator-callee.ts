function* terms(x: number): Generator<number> {
  yield x;
  yield x * x;
}

// @differentiable
export function f(x: number): number {
  let s = 0;
  for (const t of terms(x)) s += t; // @expect AD2020
  return s;
}
