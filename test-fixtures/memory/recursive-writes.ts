// @differentiable wrt: x
export function f(x: number, n: number): number {
  const a = [x, x * 2, 1];
  step(a, n);
  return a[0]! * a[1]! + a[2]!;
}

function step(v: number[], n: number): void {
  if (n <= 0) return;
  v[0] = v[0]! * v[1]! + v[2]!;
  step(v, n - 1);
  v[2] = v[2]! * v[0]!;
}

// @check f(0.7, 3)
