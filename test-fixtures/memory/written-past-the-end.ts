// @differentiable
export function f(x: number): number {
  const a: number[] = [];
  a[0] = x;
  a[1] = a[0] * x;
  a[3] = a[1] * a[0];
  return a[3] * a.length * (a[2] ?? x);
}

// @check f(1.2)
