// @differentiable
export function f(x: number, y: number): number {
  const a = new Float32Array(4);
  a[0] = x; a[1] = y; a[2] = x * y; a[3] = 1;
  const v = a.subarray(1, 3);
  v[0] = a[0]! * v[1]!;
  a[2] = v[0]! * y;
  return a[1]! * v[1]! + a[0]!;
}

// @nonsmooth f(1.5, 0.5)
