// @differentiable
export function f(a: number[] | null, b: number[] | null, y: number): number {
  if (a) a[0]! *= y;
  return (a?.[0] ?? y) * (b?.[0] ?? y);
}

// @writes f(a)
// @check f(null, null, 2)
// @check f([2], null, 2)
// @check f([2], [3], 2)
