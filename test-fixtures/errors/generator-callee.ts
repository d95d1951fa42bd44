function* terms(x: number): Generator<number> { // @expect AD2020
  yield x; // @expect AD2020
  yield x * x; // @expect AD2020
}

// @differentiable
export function f(x: number): number {
  let s = 0;
  for (const t of terms(x)) s += t;
  return s;
}
