// @differentiable wrt: x
export function f(x: number, n: number): number {
  const a = [x, x * 2, 1];
  const b = walk(a, n);
  b[0] = a[1]! * b[2]!;
  return a[0]! * b[1]! + a[2]!;
}

function walk(v: number[], n: number): number[] {
  if (n <= 0) return v;
  v[1] = v[1]! * v[0]!;
  return walk(v, n - 1);
}

// @check f(0.7, 3)
