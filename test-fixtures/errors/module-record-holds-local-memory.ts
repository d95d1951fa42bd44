const last = { row: [0] };

// @differentiable
export function f(x: number): number {
  const row = [x, x * x];
  last.row = row; // @expect AD2036
  return row[0]! * row[1]!;
}
