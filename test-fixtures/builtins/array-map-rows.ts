// @differentiable
export function f(rows: readonly (readonly number[])[], v: readonly number[]): number {
  const product = rows.map((row) => row.reduce((s, a, j) => s + a * v[j]!, 0));
  const transposed = v.map((_, j) => rows.map((row) => row[j]!));
  return product.reduce((s, p) => s + p * p, 0) * transposed[1]![0]!;
}

// @check f([[1, 2, 0.5], [0.3, -1, 2]], [0.5, 1.5, -0.7])
