// @differentiable
export function f(x: number): number {
  const m = [
    [x, 1],
    [2, x],
  ];
  const row = m[0]!;
  row[1] = x * x; // @expect AD2014
  return m[0]![1]! * m[1]![1]!;
}
