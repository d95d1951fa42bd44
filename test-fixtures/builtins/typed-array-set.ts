// @differentiable wrt: v, xs
export function f(v: Float64Array, xs: readonly number[], at: number): number {
  const a = new Float64Array(5);
  a.set(v);
  a.set(xs, at);
  const b = new Float64Array(a);
  b.set(a.slice(1), 1);
  b.set([v[0]! * v[1]!], 0);
  let s = 0;
  for (let i = 0; i < a.length; i++) s = s * 0.9 + a[i]! * b[i]! * (i + 1);
  return s;
}

// @check f(new Float64Array([0.5, 1.5, 0.9]), [2, 0.3], 2)
// @check f(new Float64Array([0.5, 1.5, 0.9]), [2, 0.3], 0)
// @throws f(new Float64Array([0.5, 1.5, 0.9]), [2, 0.3], 4)
// @throws f(new Float64Array([0.5, 1.5, 0.9]), [2, 0.3], -1)
