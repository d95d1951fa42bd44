// @differentiable
export function f(x: number): number {
  const a = [x];
  const b = [x * x];
  const c = x > 0 ? a : b;
  c[0] = 3;
  return a[0]! * b[0]!;
}

// @check f(1.3)
// @check f(-1.3)
