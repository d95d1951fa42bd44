// @differentiable
export function f(x: number, n: number): number {
  const a = [x, 1];
  for (let i = 0; i < 3; i++) {
    a[0] = a[0]! * a[0]! + a[1]!;
    a[1] = a[0]! - a[1]! * x;
  }
  return a[0]! * a[1]! + n * n;
}

// @check f(0.4, 0.3)
