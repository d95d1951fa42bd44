// @differentiable
export function f(rows: readonly (readonly number[])[], y: number): number {
  const all = rows.concat([[y, y * y]]);
  let s = 0;
  for (const row of all) s += row[0]! * row[1]!;
  return s;
}

// @check f([[0.5, 1.5], [2, 3]], 0.7)
