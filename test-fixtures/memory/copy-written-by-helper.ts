function solve(diagonal: readonly number[], x: number[]): void {
  for (let i = 0; i < x.length; i++) x[i] = x[i]! / diagonal[i]!;
}

// @differentiable
export function f(ys: readonly number[], diagonal: readonly number[]): number {
  const own = [...ys];
  own.push(...ys);
  own.length = ys.length;
  solve(diagonal, own);
  return own[0]! * own[1]! + ys[0]!;
}

// @check f([1.5, -2], [0.7, 3])
// @closed grad f([3, 2], [1, 4]) = [[1.5, 0.75], [-1.5, -0.375]]
