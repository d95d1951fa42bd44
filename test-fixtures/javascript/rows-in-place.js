/**
 * @param {number[][]} a
 * @param {number[]} b
 */
// @differentiable
export function solved(a, b) {
  const n = b.length;
  for (let k = 0; k < n; k++)
    for (let i = k + 1; i < n; i++) {
      const c = a[i][k] / a[k][k];
      for (let j = k; j < n; j++) a[i][j] -= c * a[k][j];
      b[i] -= c * b[k];
    }
  let sum = 0;
  for (let i = n - 1; i >= 0; i--) {
    for (let j = i + 1; j < n; j++) b[i] -= a[i][j] * b[j];
    b[i] /= a[i][i];
    sum += b[i] * b[i];
  }
  return sum;
}

/**
 * @param {{ x: number, rows: number[][] }} p
 * @param {number[][]} rows
 */
// @differentiable
export function scaled(p, rows) {
  for (const row of rows) row[0] *= p.x;
  for (const row of p.rows) row[0] += p.x;
  return rows[0][0] * p.rows[0][0];
}

// @check solved([[4, 1, 2], [1, 5, 0.5], [0.25, 1, 3]], [1, 2, 3])
// @check scaled({ x: 2, rows: [[1], [2]] }, [[3], [4]])
