// @differentiable
export function f(rows: readonly (readonly number[])[], x: number): number {
  let s = x;
  for (const row of rows) {
    let t = 1;
    let k = 0;
    while (k < row.length && row[k]! > 0) {
      t = t * row[k]! * s;
      k++;
    }
    s = s + t * 0.1;
  }
  return s;
}

// @check f([[], [1.5, -1], [-2], [0.5, 2, 1]], 1.1)
