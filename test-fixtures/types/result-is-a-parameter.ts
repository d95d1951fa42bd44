// @differentiable
export function f(xs: readonly number[], x: number): readonly number[] {
  return x > 0 ? xs : [x * x];
}

// @check f([1.5, 2], 3)
// @check f([1.5, 2], -3)
// @closed vjp f([1.5, 2], 3)([5, 7]) = [[5, 7], 0]
