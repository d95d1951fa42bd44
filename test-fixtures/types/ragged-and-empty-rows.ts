// @differentiable
export function f(rows: number[][]): number {
  let s = 1;
  for (const row of rows) for (const x of row) s = s * x + x * x;
  return s;
}

// @check f([[1.5], [], [2, 0.5, -1]])
// @check f([])
