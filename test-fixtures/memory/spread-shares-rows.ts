// @differentiable
export function f(x: number, y: number): number {
  const m = [[x, y], [y, x]];
  const c = [...m];
  c[0]![0] = m[0]![1]! * x;
  c[1] = [x * x, y];
  m[1]![1] = c[1]![0]! * c[0]![0]!;
  return m[0]![0]! * m[1]![1]! * c[1]![1]!;
}

// @check f(1.2, 0.7)
