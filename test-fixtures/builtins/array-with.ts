// @differentiable wrt: xs, y
export function f(xs: readonly number[], i: number, y: number): number {
  const a = xs.with(i, y * y);
  const b = a.with(-1, xs[0]! * y);
  let s = 0;
  for (let k = 0; k < xs.length; k++) s += xs[k]! * a[k]! * b[k]!;
  return s;
}

// @check f([0.5, 1.5, 2], 1, 0.7)
// @check f([0.5, 1.5, 2], -2, 0.7)
// @throws f([0.5, 1.5, 2], 3, 0.7)
// @throws f([0.5, 1.5, 2], -4, 0.7)
