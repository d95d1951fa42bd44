// @differentiable
export function f(x: number): number {
  const a = [x, x * x, 0];
  let i = 0;
  a[i++] = a[i]! * (i + 2);
  a[i] = a[i - 1]! * (a[++i] = x);
  return a[0]! + a[1]! * a[2]!;
}

// @check f(1.3)
// @closed value f(2) = 12 + 24 * 2
