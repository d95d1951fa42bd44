// @differentiable
export function f(x: number): number {
  const row = [x, x * x];
  const m = new Array<number[]>(3).fill(row);
  m[0]![0] = m[1]![1]! * m[2]![0]!;
  m[2]![1] = row[0]! * x;
  return m[1]![0]! * m[0]![1]! + row[1]!;
}

// @check f(1.3)
