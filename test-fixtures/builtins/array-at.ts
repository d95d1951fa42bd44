// @differentiable wrt: xs
export function f(xs: readonly number[], i: number): number {
  return xs.at(-1)! * xs.at(0)! + xs.at(i)! ** 2 + (xs.at(99) ?? 2) * xs.at(-2)!;
}

// @check f([0.5, 1.5, 2], 1)
// @check f([0.5, 1.5, 2], -3)
// @check f([0.5, 1.5, 2], 1.9)
// @check f([0.5, 1.5, 2], NaN)
