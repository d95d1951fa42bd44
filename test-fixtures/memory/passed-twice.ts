// @differentiable
export function f(x: number, y: number): number {
  const a = [x, y];
  const r = mix(a, a);
  return r * a[0]! * a[1]!;
}

function mix(p: number[], q: number[]): number {
  p[0] = q[0]! * q[1]!;
  const t = q[0]! * q[0]!;
  q[1] = p[0]! * t;
  return p[1]! * q[0]!;
}

// @check f(1.2, 0.7)
