// @differentiable
export function f(x: number): number {
  const row = [x, x * x];
  const m = [row, row];
  m[0]![0] = 2;
  return m[1]![0]! * m[1]![1]!;
}

// @check f(1.3)
