// @differentiable
export function f(x: number, rows: readonly (readonly number[])[]): number {
  let best = x;
  let sum = 0;
  rows: for (const row of rows) {
    let p = x;
    for (const value of row) {
      if (value === 0) continue rows;
      p = p * value;
      if (p < -3) break rows;
      sum += p * best;
    }
    if (p > best) best = p;
  }
  return sum * best;
}

// @check f(1.2, [[0.5, 2.2], [1.5, -1], [2, -4], [3]])
// @nonsmooth f(1.2, [[0.5, 2.2], [1.5, 0, 9], [1.1]])
