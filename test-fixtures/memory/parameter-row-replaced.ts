// @differentiable
export function f(m: number[][], k: number): void {
  m[0] = [m[0]![0]! * k, m[1]![1]! * k];
  m[1]![0] = m[0]![1]! * m[0]![0]!;
}

// @writes f(m)
// @check f([[1.2, 0.7], [2, 3]], 0.6)
