// @differentiable
export function f(x: number): number {
  let s = x;
  for (let i = 0; i < 3; i++) {
    const a = [s, s * x];
    a[0] = a[0]! * a[1]!;
    s = a[0] + a[1]!;
  }
  return s;
}

// @check f(0.8)
