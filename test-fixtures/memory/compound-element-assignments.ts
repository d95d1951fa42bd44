// @differentiable
export function f(x: number, y: number): number {
  const a = [x, y];
  a[0]! *= y;
  a[1]! += a[0]! * x;
  a[0]! -= a[1]!;
  a[1]!++;
  a[0] = a[0]! ** 2 / a[1]!;
  return a[0] * a[1]!;
}

// @check f(1.5, 0.7)
