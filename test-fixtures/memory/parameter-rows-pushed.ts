// @differentiable
export function f(m: number[][], k: number): number {
  const row = m[0]!;
  m.push([k, row[1]! * k]);
  row[0] = m[m.length - 1]![1]! * row[0]!;
  m[1] = row;
  m[1]![1] = m[0]![0]! * k;
  return m[2]![0]! * row[1]!;
}

// @writes f(m)
// @check f([[1.2, 0.7], [2, 3]], 0.6)
