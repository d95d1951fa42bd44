// @differentiable
export function f(xs: readonly number[]): number {
  const squares: number[] = [];
  for (const x of xs) squares.push(x * x);
  const at = (i: number): number => squares[i]! * xs[i]!;
  return at(0) + at(1) * at(2);
}

// @check f([1.1, 0.5, 2])
