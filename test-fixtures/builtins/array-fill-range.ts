// @differentiable wrt: xs, y
export function f(xs: readonly number[], from: number, to: number, y: number): number {
  const a = [...xs];
  a.fill(y * y, from, to);
  a.fill(a[0]! * y, -1);
  let s = 0;
  for (let i = 0; i < a.length; i++) s += (i + 1) * a[i]! * a[i]! * xs[i]!;
  return s;
}

// @check f([0.5, 1.5, 2, -0.7], 1, 3, 0.7)
// @check f([0.5, 1.5, 2, -0.7], -3, -1, 0.7)
// @check f([0.5, 1.5, 2, -0.7], 3, 1, 0.7)
// @check f([0.5, 1.5, 2, -0.7], 0.9, 99, 0.7)
