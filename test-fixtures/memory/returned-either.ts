// @differentiable
export function f(x: number, y: number): number {
  const a = [x, y];
  const b = [y, 2];
  const c = larger(a, b);
  c[0] = a[1]! * b[0]!;
  const d = larger(b, c);
  d[1] = c[0]! * d[1]! * x;
  return a[0]! * a[1]! + b[0]! * b[1]!;
}

function larger(p: number[], q: number[]): number[] {
  if (p[0]! > q[0]!) { p[1] = p[1]! * 2; return p; }
  return q;
}

// @check f(1.2, 0.7)
// @check f(0.2, 1.7)
