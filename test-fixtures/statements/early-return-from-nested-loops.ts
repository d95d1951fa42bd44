// @differentiable
export function f(x: number, rows: readonly (readonly number[])[]): number {
  let s = x;
  for (let i = 0; i < rows.length; i++) {
    for (let j = 0; j < rows[i]!.length; j++) {
      s = s * rows[i]![j]! + x;
      if (s > 20) return s * s;
    }
  }
  return s;
}

// @check f(1.5, [[1, 2], [3, 4], [5, 6]])
// @check f(0.1, [[1, 2], [1.5, 0.5]])
