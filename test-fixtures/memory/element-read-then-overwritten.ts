// @differentiable
export function f(x: number): number {
  const a = [x, x * x];
  const before = a[0]! * a[1]!;
  a[0] = 3;
  a[1] = before;
  return a[0] * a[1]! * before;
}

// @check f(1.5)
// @closed grad f(2) = 18 * 32
