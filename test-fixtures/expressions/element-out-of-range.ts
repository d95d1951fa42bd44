// @differentiable wrt: xs
export function f(xs: readonly number[], i: number): number {
  const x = xs[i] ?? 2;
  return x * x * xs[0]!;
}

// @check f([1.5, 2], 1)
// @check f([1.5, 2], 7)
// @closed grad f([3, 2], 7) = [4, 0]
// @closed grad f([3, 2], -1) = [4, 0]
// @closed grad f([3, 2], 0.5) = [4, 0]
