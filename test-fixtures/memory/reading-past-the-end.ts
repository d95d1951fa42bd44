// Indices that may lie behind the end: what is added there is cut off, and never read.

// @differentiable
// @check stencil([1, 2, 4])
// @check stencil([3])
// @check stencil([])
export function stencil(x: number[]): number {
  let s = 0;
  for (let i = 0; i < x.length; i++) s += x[i]! * (x[i + 1] ?? 1) * (x[i + 2] ?? 1);
  return s;
}

// @differentiable wrt: x
// @check firstOf(5, [1, 2, 4])
// @check firstOf(2, [1, 2, 4])
// @check firstOf(0, [1, 2, 4])
export function firstOf(n: number, x: number[]): number {
  let s = 0;
  for (let i = 0; i < n; i++) s += Math.exp(x[i] ?? 0);
  return s;
}

// @differentiable wrt: x
// @check rows(3, [[1, 2], [3, 4, 5], [6]])
export function rows(n: number, x: number[][]): number {
  let s = 0;
  for (const row of x) for (let j = 0; j < n; j++) s += (row[j] ?? 0) ** 2 * (j + 1);
  return s;
}

function sum(n: number, x: readonly number[]): number {
  let s = 0;
  for (let i = 0; i < n; i++) s += (x[i] ?? 0) ** 3;
  return s;
}

// @differentiable
// @check fields({ a: [1, 2], b: { c: [3, 4, 5] } })
export function fields(r: { a: number[]; b: { c: number[] } }): number {
  return sum(4, r.a) * sum(2, r.b.c) + sum(5, r.b.c);
}
