// @differentiable
export function f(rows: readonly Float64Array[]): number {
  let s = 0;
  for (const row of rows) for (let j = 0; j < row.length; j++) s += row[j]! * row[0]!;
  return s;
}

// @check f([Float64Array.of(1, 2), Float64Array.of(3)])
