// @differentiable
export function f(x: number, y: number): number {
  const s = { a: [x, y], b: [y, x] };
  const { a, b } = s;
  [s.a, s.b] = [s.b, s.a];
  a[0] = s.a[1]! * b[0]!;
  s.a[0] = a[0]! * s.b[1]!;
  return a[0]! * b[0]! + s.a[1]! * s.b[0]!;
}

// @check f(1.2, 0.7)
