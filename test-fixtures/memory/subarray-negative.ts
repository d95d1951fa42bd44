// @differentiable wrt: x
export function f(x: number, n: number): number {
  const a = new Float64Array(8);
  for (let i = 0; i < 8; i++) a[i] = x * (i + 1);
  for (let k = 0; k < n; k++) {
    const v = a.subarray(-2 - k, 7 - k);
    v[0] = v[0]! * v[0]! * 0.1;
    for (let i = 1; i < v.length; i++) v[i] = v[i]! * v[i - 1]! * 0.2;
  }
  let s = 0;
  for (let i = 0; i < 8; i++) s += a[i]! * a[7 - i]!;
  return s;
}

// @check f(1.2, 3)
