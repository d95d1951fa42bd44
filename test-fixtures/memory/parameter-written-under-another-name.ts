// @differentiable
export function f(rows: number[][]): number {
  const row = rows[0]!;
  row[0] = 2;
  return rows[0]![0]! * rows[0]![1]!;
}

// @writes f(rows)
// @check f([[1.2, 0.7], [3, 4]])
