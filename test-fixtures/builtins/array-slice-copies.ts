// @differentiable
export function f(x: number, y: number): number {
  const a = [x, y, x * y];
  const b = a.slice();
  a[0] = y * y;
  b[1] = b[0]! * a[0];
  return a[0] * b[1] + a[1]! * b[0]! + b[2]!;
}

// @check f(1.3, 0.7)
