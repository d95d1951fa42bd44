// @differentiable
export function f(v: Float64Array, xs: readonly number[]): number {
  const a = v.slice().sort();
  const b = v.toSorted((p, q) => q - p);
  const c = new Float64Array(xs).sort();
  let s = 0;
  for (let i = 0; i < a.length; i++) s += (i + 1) * a[i]! * b[i]! ** 2;
  for (let i = 0; i < c.length; i++) s = s + (c[i]! > -1 ? c[i]! * (i + 1) : 0);
  return s;
}

// @check f(new Float64Array([1.5, -0.5, 10.5, 9]), [1, 3, 2])
// @nonsmooth f(new Float64Array([]), [NaN, 0.5, -0, 0, NaN, -Infinity, Infinity, 3])
// @nonsmooth f(new Float64Array([2, 2, 1]), [0, -0, 0])
