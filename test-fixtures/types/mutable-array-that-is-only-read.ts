// @differentiable
export function f(xs: number[], ys: Array<number>): number {
  return xs[0]! * ys[0]! * ys[0]!;
}

// @check f([2], [3])
