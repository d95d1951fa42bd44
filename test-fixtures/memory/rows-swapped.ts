// @differentiable
export function f(x: number, y: number): number {
  const m = [[x, y], [y, x * x], [1, x]];
  for (let i = 0; i < 2; i++) {
    if (m[i]![0]! < m[i + 1]![0]!) [m[i], m[i + 1]] = [m[i + 1]!, m[i]!];
    m[i]![1] = m[i]![1]! * m[i + 1]![0]!;
  }
  return m[0]![1]! * m[1]![1]! + m[2]![0]! * m[0]![0]!;
}

// @check f(1.2, 0.7)
// @check f(0.5, 2)
