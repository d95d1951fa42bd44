// `T | T[]`: what is no list is a T, and so are the elements of the list.
function listOf<T>(a: T | T[]): T[] {
  return Array.isArray(a) ? a : [a];
}

// @differentiable
export function one(x: number): number {
  return listOf<number>(x)[0]! * 2;
}

// @differentiable
export function list(x: number, xs: number[]): number {
  const a = listOf(x);
  const b = listOf(xs);
  const c = listOf<number>(x > 1 ? x : xs);
  return a[0]! * b[1]! * c[0]!;
}

// @check one(1.5)
// @check list(1.5, [0.5, 2])
// @check list(0.5, [0.5, 2])
