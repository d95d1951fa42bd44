/** A copy of a value, or of a list of such, to any depth: each call says itself what `T` is. */
function copied<T>(x: T | T[]): T | T[] {
  if (!Array.isArray(x)) return x;
  const r: T[] = new Array(x.length);
  for (let i = 0; i < x.length; i++) r[i] = copied(x[i]) as T;
  return r;
}

function listed<T>(x: T | readonly T[]): T[] {
  return Array.isArray(x) ? [...x] : [x as T];
}

function picked<T>(x: T | T[], i: number): T {
  return Array.isArray(x) ? x[i]! : x;
}

// @differentiable
// @check ofMatrix([[1.5, 2.25], [0.5, 3]])
export function ofMatrix(xs: number[][]): number {
  const ys = copied(xs) as number[][];
  ys[0]![0]! *= 2;
  return ys[0]![0]! * ys[0]![1]! + xs[0]![0]!;
}

// @differentiable
// @check ofEither([1.5, 2.25], 0.75)
export function ofEither(xs: number[], s: number): number {
  const all = listed(xs);
  const one = listed(s);
  all[0]! *= 2;
  return all[0]! * one[0]! + picked(xs, 1) * picked(s, 0) + xs[0]!;
}
