// @differentiable
export function f(m: (number[] | null)[], y: number): number {
  for (const row of m) if (row !== null) row[0]! *= y;
  m[0] = [y];
  return m[0]![0]! * (m[2]?.[0] ?? 1);
}

// @writes f(m)
// @check f([null, null, [2]], 2)
// @check f([null, null, null], 2)
