function dot(a: readonly number[], b: readonly number[], i: number): number {
  if (i === a.length) return 0;
  return a[i]! * b[i]! * b[i]! + dot(b, a, i + 1);
}

// @differentiable
export function f(a: readonly number[], b: readonly number[]): number {
  return dot(a, b, 0);
}

// @differentiable wrt: b
export function g(a: readonly number[], b: readonly number[]): number {
  return dot(a, b, 0);
}

// @check f([1, 2, 3], [4, 5, 6])
// @check g([1, 2, 3], [4, 5, 6])
