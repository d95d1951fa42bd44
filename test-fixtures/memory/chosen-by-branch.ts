// @differentiable
export function f(x: number, y: number): number {
  const a = [x, y];
  const b = [y, x];
  const t = x > y ? a : b;
  t[0] = t[0]! * t[1]!;
  const u = a[0]! > 1 ? b : a;
  u[1] = t[0]! * a[1]! + b[0]!;
  return a[0]! * a[1]! + b[0]! * b[1]!;
}

// @check f(1.2, 0.7)
// @check f(0.7, 1.2)
// @check f(1.1, 0.5)
