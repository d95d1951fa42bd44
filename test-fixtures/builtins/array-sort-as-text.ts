// @differentiable
export function f(xs: readonly number[]): number {
  const a = [...xs].sort();
  const b = xs.toSorted();
  let s = 0;
  for (let i = 0; i < a.length; i++) s += (i + 1) * a[i]! * b[i]! * b[i]!;
  return s;
}

// @check f([2.5, 10.5, 1.5, -0.7, 110.5, 9.5])
// @nonsmooth f([2, 10, 9, 100])
// @check f([])
