// @differentiable
export function f(x: number, y: number): number {
  const m = [[x, y], [y, x]];
  const c = [...m];
  c[0]![0] = m[0]![1]! * x;
  c[1] = [x * x, y];
  m[1]![1] = c[1]![0]! * c[0]![0]!;
  return m[0]![0]! * m[1]![1]! * c[1]![1]!;
}

// @differentiable
export function overwritten(rows: readonly number[][], x: number): number {
  const m = rows.map((row) => row.slice());
  const c = [...m];
  let s = 0;
  for (let i = 0; i < m.length; i++) {
    s += Math.sin(m[i]![0]! * x);
    c[i]![0] = s * x;
  }
  return s * m[0]![0]!;
}

// @check f(1.2, 0.7)
// @check overwritten([[0.4], [1.3]], 0.7)
