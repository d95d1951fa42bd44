function cell(m: number[][], i: number, j: number): number {
  return m[i]![j]! * 2;
}
// @differentiable wrt: x, m
export function f(x: number, m: number[][], i: number): number {
  let s = x;
  try { s = x * x + cell(m, i, 1); } catch { s = s * 3 + cell(m, 0, 0); }
  return s;
}

// @check f(2, [[1, 2], [3, 4]], 1)
// @check f(2, [[1, 2], [3, 4]], 5)
