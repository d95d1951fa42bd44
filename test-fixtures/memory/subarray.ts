// @differentiable
export function f(x: number, y: number): number {
  const a = new Float64Array(6);
  for (let i = 0; i < 6; i++) a[i] = x * i + y;
  const u = a.subarray(1, 4);
  const v = u.subarray(1);
  u[0] = v[0]! * v[1]!;
  v[1] = a[0]! * u[0]!;
  a[2] = u[2]! * v[0]!;
  let s = 0;
  for (let i = 0; i < v.length; i++) s += v[i]! * u[i]! * a[i]!;
  return s;
}

// @check f(1.2, 0.7)
