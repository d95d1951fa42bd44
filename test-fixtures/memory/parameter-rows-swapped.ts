// @differentiable
export function f(m: number[][], k: number): void {
  const t = m[0]!;
  m[0] = m[1]!;
  m[1] = t;
  m[0]![0] = m[0]![0]! * k * t[1]!;
  t[0] = t[0]! * m[0]![1]!;
}

// @writes f(m)
// @check f([[1.2, 0.7], [2, 3]], 0.6)
