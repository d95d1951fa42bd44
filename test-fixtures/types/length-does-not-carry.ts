// @differentiable
export function mean(xs: readonly number[]): number {
  let s = 0;
  for (let i = 0; i < xs.length; i++) s += xs[i]! * xs[i]!;
  return s / xs.length;
}

// @check mean([1, 2, 3, 4])
// @closed grad mean([1, 2]) = [1, 2]
