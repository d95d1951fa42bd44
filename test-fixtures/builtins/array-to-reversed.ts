// @differentiable
export function f(xs: readonly number[]): number {
  const a = xs.toReversed();
  a[0] = a[0]! * 2;
  let s = 0;
  for (let i = 0; i < a.length; i++) s += (i + 1) * a[i]! * xs[i]!;
  return s;
}

// @check f([0.5, 1.5, 2])
// @check f([0.5])
