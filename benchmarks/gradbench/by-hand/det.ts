/** The gradient of `determinant`, as a person would write it: each minor of the expansion gives its value and adds its adjoint. */

/** The minors of every row are kept in one array, in the order in which they were computed. */
function expand(a: Float64Array, ell: number, row: number, next: Int32Array, minors: number[]): number {
  if (row === ell - 1) return a[row * ell + next[0]! - 1]!;
  let sum = 0;
  let sign = 1;
  let before = 0;
  for (let column = next[0]!; column !== 0; column = next[column]!) {
    next[before] = next[column]!;
    const minor = expand(a, ell, row + 1, next, minors);
    minors.push(minor);
    sum += sign * a[row * ell + column - 1]! * minor;
    next[before] = column;
    before = column;
    sign = -sign;
  }
  return sum;
}

interface Adjoint {
  readonly a: Float64Array;
  readonly aBar: Float64Array;
  readonly ell: number;
  readonly next: Int32Array;
  readonly minors: readonly number[];
  at: number;
}

/** Columns from the first on: minors are read in the order in which they were kept. */
function addAdjoint(work: Adjoint, row: number, bar: number): void {
  const { a, aBar, ell, next, minors } = work;
  if (row === ell - 1) {
    aBar[row * ell + next[0]! - 1]! += bar;
    return;
  }
  let sign = 1;
  let before = 0;
  for (let column = next[0]!; column !== 0; column = next[column]!) {
    const index = row * ell + column - 1;
    next[before] = next[column]!;
    addAdjoint(work, row + 1, bar * sign * a[index]!);
    aBar[index]! += bar * sign * minors[work.at++]!;
    next[before] = column;
    before = column;
    sign = -sign;
  }
}

export function determinantGradient(a: Float64Array, ell: number): { value: number; grad: Float64Array } {
  const next = new Int32Array(ell + 1);
  for (let column = 0; column < ell; column++) next[column] = column + 1;
  const minors: number[] = [];
  const value = expand(a, ell, 0, next, minors);
  const aBar = new Float64Array(a.length);
  addAdjoint({ a, aBar, ell, next, minors, at: 0 }, 0, 1);
  return { value, grad: aBar };
}
