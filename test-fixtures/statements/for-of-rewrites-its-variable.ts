// @differentiable
export function f(xs: readonly number[]): number {
  let s = 0;
  for (let x of xs) {
    x = x * x;
    if (x > 2) x = x * 3;
    s += x * x;
  }
  return s;
}

// @check f([1, 2, 0.5])
