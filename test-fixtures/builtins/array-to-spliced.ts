// @differentiable wrt: xs, y
export function f(xs: readonly number[], at: number, y: number): number {
  const a = xs.toSpliced(at, 1, y, y * y);
  const b = xs.toSpliced(1);
  const c = xs.toSpliced(0, 1, ...a);
  let s = 0;
  for (let i = 0; i < a.length; i++) s += (i + 1) * a[i]! * c[i]!;
  return s * b[0]!;
}

// @check f([0.5, 1.5, 2], 1, 0.7)
// @check f([0.5, 1.5, 2], -1, 0.7)
// @check f([0.5, 1.5, 2], 7, 0.7)
