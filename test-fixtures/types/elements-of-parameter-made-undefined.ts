// @differentiable
export function f(a: (number | undefined)[], y: number): number {
  const t = a[0];
  a[0] = y;
  a[1] = undefined;
  const q = a.pop();
  return (t ?? 1) * y + (q ?? y * y) * a[0];
}

// @writes f(a)
// @check f([3, 0.5, undefined], 2)
// @check f([undefined, undefined, 2], 2)
