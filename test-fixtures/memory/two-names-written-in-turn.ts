// @differentiable
export function f(x: number, y: number): number {
  const a = [x, y];
  const b = a;
  b[0] = a[1]! * x;
  a[1] = b[0]! * b[0]!;
  return a[0]! * b[1]!;
}

// @check f(1.2, 0.7)
