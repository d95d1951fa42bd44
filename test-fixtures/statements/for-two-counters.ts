// @differentiable
export function f(xs: readonly number[]): number {
  let s = 0;
  for (let i = 0, j = xs.length - 1; i < j; i++, j--) s += xs[i]! * xs[j]! * xs[j]!;
  return s;
}

// @check f([1, 2, 3, 4, 5])
