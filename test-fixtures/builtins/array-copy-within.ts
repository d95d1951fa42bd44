// @differentiable wrt: xs
export function f(xs: readonly number[], to: number, from: number): number {
  const a = [...xs];
  a.copyWithin(to, from);
  a.copyWithin(0, 1, 3);
  a.copyWithin(1, 0);
  let s = 0;
  for (let i = 0; i < a.length; i++) s += (i + 1) * a[i]! * a[i]! * xs[i]!;
  return s;
}

// @check f([0.5, 1.5, 2, -0.7, 1.2], 3, 0)
// @check f([0.5, 1.5, 2, -0.7, 1.2], -4, -2)
// @check f([0.5, 1.5, 2, -0.7, 1.2], 9, 0)
