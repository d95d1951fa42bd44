// @differentiable
export function f(xs: readonly number[], t: number): number {
  function distance(x: number): number {
    return Math.abs(x - t);
  }
  const compare = (a: number, b: number) => distance(a) - distance(b);
  const a = xs.toSorted(compare);
  const b = xs.toSorted((p, q) => distance(q) - distance(p));
  let s = 0;
  for (let i = 0; i < a.length; i++) s += (i + 1) * a[i]! * b[i]! ** 2 * t;
  return s;
}

// @check f([2, 10, 1.5, -0.7, 9], 1.6)
