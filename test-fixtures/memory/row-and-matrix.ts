// @differentiable
export function f(x: number, y: number): number {
  const m = [[x, y], [y, x]];
  mix(m, m[0]!);
  mix(m, m[1]!);
  return m[0]![0]! * m[1]![1]! - m[0]![1]! * m[1]![0]!;
}

function mix(m: number[][], row: number[]): void {
  for (let i = 0; i < m.length; i++) {
    const r = m[i]!;
    row[i] = row[i]! * r[0]! + 0.1;
    r[1] = r[1]! * row[0]!;
  }
}

// @check f(1.2, 0.7)
