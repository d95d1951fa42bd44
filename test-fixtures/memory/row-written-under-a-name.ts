// @differentiable
export function f(x: number): number {
  const m = [
    [x, 1],
    [2, x],
  ];
  const row = m[0]!;
  row[1] = x * x;
  return m[0]![1]! * m[1]![1]!;
}

// @check f(1.3)
