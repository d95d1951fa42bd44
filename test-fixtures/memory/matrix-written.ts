// @differentiable
export function f(x: number, y: number): number {
  const m = [
    [x, y],
    [x * y, 1],
  ];
  m[0]![1] = m[0]![0]! * m[1]![0]!;
  m[1]![1]! += m[0]![1]! * x;
  for (let i = 0; i < 2; i++) for (let j = 0; j < 2; j++) m[i]![j] = m[i]![j]! * m[j]![i]!;
  return m[0]![1]! + m[1]![0]! * m[1]![1]!;
}

// @check f(1.1, 0.7)
