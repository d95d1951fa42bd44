// @differentiable
export function f(x: number, y: number): number {
  const a = [x, y];
  const s = outer(a);
  a[0] = 3;
  a[1] = 4;
  return s * s + a[0]!;
}

function inner(v: number[]): number { return v[0]! * v[0]! * v[1]! * Math.sin(v[1]!); }
function outer(v: number[]): number { return inner(v) * 2; }

// @check f(1.2, 0.7)
