// @differentiable
export function f(rows: readonly (readonly number[])[]): number {
  const m = rows.map((row) => [...row]);
  m.reverse();
  m.sort((p, q) => p[0]! - q[0]!);
  const least = rows.reduce((a, b) => (a[0]! < b[0]! ? a : b));
  const [first, ...others] = m.toSpliced(1, 1);
  return m[0]![1]! * m[1]![1]! ** 2 + least[1]! + first![0]! * others.at(-1)![1]!;
}

// @check f([[2, 0.5], [1, 1.5], [3, 0.9]])
