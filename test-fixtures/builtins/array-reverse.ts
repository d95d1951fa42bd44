// @differentiable
export function f(xs: readonly number[]): number {
  const a = [...xs];
  a.reverse();
  const b = a.slice(1).reverse();
  let s = 0;
  for (let i = 0; i < a.length; i++) s += (i + 1) * a[i]! * xs[i]!;
  for (let i = 0; i < b.length; i++) s = s * b[i]! + i;
  return s;
}

// @check f([0.5, 1.5, 2, -0.7, 1.1])
// @check f([0.5, 1.5])
// @check f([0.5])
// @check f([])
