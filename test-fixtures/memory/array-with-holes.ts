// @differentiable
export function f(x: number): number {
  const a = new Array<number>(3);
  a[1] = x * x;
  const first = a[0] ?? x;
  a[0] = first * a[1];
  return a[0] * a[1];
}

// @check f(1.2)
