// @differentiable
export function f(x: number): number {
  const a = [x, 2, x * x, 1];
  for (let i = 1; i < a.length; i++) a[i] = a[i]! * a[i - 1]!;
  for (let i = 0; i < a.length; i++) a[i] = a[i]! * a[i]!;
  return a[3]! + a[1]!;
}

// @check f(1.1)
