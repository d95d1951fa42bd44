// @differentiable
export function f(pairs: readonly (readonly [number, number])[]): number {
  let s = 0;
  for (const [a, b] of pairs) s += a * b * b;
  return s;
}

// @check f([[1, 2], [3, 4]])
