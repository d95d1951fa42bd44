// @differentiable
export function f(xs: readonly number[], t: number): number {
  const a = [...xs];
  a.sort((p, q) => p - q);
  const b = xs.toSorted((p, q) => {
    const d = Math.abs(q - t);
    return d - Math.abs(p - t);
  });
  let s = 0;
  for (let i = 0; i < a.length; i++) s += (i + 1) * a[i]! * b[i]! * b[i]! * t;
  return s;
}

// @check f([2, 10, 1.5, -0.7, 9], 1.6)
// @check f([], 1.6)
// @nonsmooth f([2, 1, 2, 1], 3)
