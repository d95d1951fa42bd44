// @differentiable
export function f(x: number, y: number): number {
  const a = [x, y];
  if (x > y) a[0] = y * y;
  else a[1] = a[0]! * x;
  if (a[0]! > 1) a[0] = a[0]! * a[1]!;
  return a[0]! * a[1]!;
}

// @check f(2, 1.5)
// @check f(1.5, 2)
// @check f(0.5, 2)
