// @differentiable
export function f(rows: number[][]): number {
  const row = rows[0]!;
  row[0] = 2; // @expect AD2013
  return rows[0]![0]! * rows[0]![1]!;
}
