// @differentiable
export function f(x: number, y: number): number {
  const a = [x, y];
  const b = scale(a, x);
  b[0] = b[0]! * b[1]!;
  const c = scale(b, a[0]!);
  return a[0]! * c[1]! + b[1]!;
}

function scale(v: number[], k: number): number[] {
  for (let i = 0; i < v.length; i++) v[i] = v[i]! * k;
  return v;
}

// @check f(1.2, 0.7)
