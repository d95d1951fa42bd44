/** Horner's rule. */
// @differentiable
export function polynomial(c: readonly number[], x: number): number {
  let s = 0;
  for (let i = c.length - 1; i >= 0; i--) s = s * x + c[i]!;
  return s;
}

// @check polynomial([1, -2, 0.5, 3], 1.2)
// @closed grad polynomial([1, 2, 3], 2) = [[1, 2, 4], 14]
