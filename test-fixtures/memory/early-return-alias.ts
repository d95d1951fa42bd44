// @differentiable
export function f(x: number, y: number): number {
  const a = [x, y];
  let t = a;
  if (x > 1) t = [y, x];
  for (let i = 0; i < 4; i++) {
    t[0] = t[0]! * 1.1 * a[1]!;
    if (t[0]! < 0.5) return t[0]! * a[0]!;
    a[1] = a[1]! * 0.7 * t[0]!;
  }
  return a[0]! + t[1]! * a[1]!;
}

// @check f(1.2, 0.7)
// @check f(0.8, 0.7)
// @check f(0.9, 1.3)
