// @differentiable
export function f(xs: readonly number[]): number {
  let s = 0;
  for (const [i, x] of xs.entries()) s += (i + 1) * x * x;
  return s;
}

// @check f([1, 2, 3])
// @closed grad f([1, 2, 3]) = [2, 8, 18]
