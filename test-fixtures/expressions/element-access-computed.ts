// @differentiable wrt: xs
export function f(xs: readonly number[], at: number): number {
  const i = at % xs.length;
  return xs[i]! * xs[(i + 1) % xs.length]! * xs[xs.length - 1]!;
}

// @check f([1.5, 2, 3], 0)
// @check f([1.5, 2, 3], 4)
// @check f([1.5, 2, 3], 2)
