// @differentiable
export function f(xs: readonly number[]): number {
  let m = xs[0]!;
  for (let i = 1; i < xs.length; i++) if (xs[i]! > m) m = xs[i]!;
  return m * m;
}

// @check f([1, 3, 2])
// @closed grad f([1, 3, 3]) = [0, 6, 0]
