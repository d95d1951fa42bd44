// @differentiable
export function f(xs: readonly number[]): number {
  let p = 1;
  for (let i = 0; i < xs.length; i++) p = p * xs[i]!;
  return p;
}

// @check f([2, 3, 4])
// @check f([2, 0, 4])
// @closed grad f([2, 3, 4]) = [12, 8, 6]
// @closed grad f([2, 0, 4]) = [0, 8, 0]
// @closed hessian f([2, 3, 4]) = [[0, 4, 3], [4, 0, 2], [3, 2, 0]]
