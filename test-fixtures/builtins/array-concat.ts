// @differentiable
export function f(xs: readonly number[], y: number): number {
  const a = xs.concat(xs, y, [y * y, 3]);
  const b = [y].concat();
  let s = b[0]!;
  for (let i = 0; i < a.length; i++) s = s * 0.5 + a[i]! * a[i]! * (i + 1);
  return s;
}

// @check f([0.5, 1.5], 0.7)
// @check f([], 0.7)
