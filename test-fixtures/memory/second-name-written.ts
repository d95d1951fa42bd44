// @differentiable
export function f(x: number): number {
  const a = [x, x * x];
  const b = a;
  b[0] = 3;
  return a[0]! * a[1]!;
}

// @check f(1.3)
