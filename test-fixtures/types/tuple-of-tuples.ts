// @differentiable
export function determinant(m: readonly [readonly [number, number], readonly [number, number]]): number {
  return m[0][0] * m[1][1] - m[0][1] * m[1][0];
}

// @check determinant([[1.5, 2], [3, 4]])
// @closed grad determinant([[1, 2], [3, 4]]) = [[4, -3], [-2, 1]]
