// @differentiable
export function f(x: number): number {
  const a = new Float64Array(3);
  a[0] = x * x;
  const kept = a[0];
  a.fill(x * kept);
  a[1] = a[0]! * x;
  return a[0]! * a[1] * a[2]!;
}

// @check f(1.1)
