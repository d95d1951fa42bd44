// @differentiable
export function f(xs: readonly (readonly number[])[]): number {
  const row = xs[1]!;
  const again = row;
  const other = xs[0]!;
  return row[0]! * again[0]! * other[1]! * xs[1]![1]!;
}

// @check f([[1.5, 2], [0.5, 3]])
