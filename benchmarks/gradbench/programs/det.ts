/** The determinant by expansion along the first remaining row: the remaining columns are a linked list of successors. */

/** `next[c]` is the column behind column c, counted from 1; `next[0]` the first, 0 the end. */
function expand(a: Float64Array, ell: number, row: number, next: Int32Array): number {
  if (row === ell - 1) return a[row * ell + next[0]! - 1]!;
  let sum = 0;
  let sign = 1;
  let before = 0;
  for (let column = next[0]!; column !== 0; column = next[column]!) {
    next[before] = next[column]!;
    sum += sign * a[row * ell + column - 1]! * expand(a, ell, row + 1, next);
    next[before] = column;
    before = column;
    sign = -sign;
  }
  return sum;
}

// @differentiable wrt: a modes: grad
export function determinant(a: Float64Array, ell: number): number {
  const next = new Int32Array(ell + 1);
  for (let column = 0; column < ell; column++) next[column] = column + 1;
  return expand(a, ell, 0, next);
}
