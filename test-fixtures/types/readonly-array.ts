// @differentiable
export function f(xs: ReadonlyArray<number>): number {
  return xs[0]! * xs[1]! * xs[1]!;
}

// @check f([2, 3])
