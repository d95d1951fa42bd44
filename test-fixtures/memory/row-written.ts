// @differentiable
export function f(x: number, y: number): number {
  const m = [[x, y], [y, x * y]];
  for (let i = 0; i < 2; i++) {
    const row = m[i]!;
    for (let j = 0; j < 2; j++) row[j] = row[j]! * row[j]! + m[1 - i]![j]!;
  }
  return m[0]![0]! * m[1]![1]! + m[0]![1]!;
}

// @check f(1.2, 0.7)
