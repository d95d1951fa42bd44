// @differentiable
export function f(x: number): number {
  const a = new Array<number>(4).fill(x * x);
  a[2] = a[1]! * x;
  a.fill(x);
  a[0]! *= a[3]!;
  return a[0]! * a[1]! + a[2]!;
}

// @check f(1.3)
// @closed grad f(1) = 3 + 1
