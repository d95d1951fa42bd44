// @differentiable
export function f(x: number): number {
  const a: number[] = [];
  a.push(x * x);
  a[3] = Math.sin(x);
  a.push(x);
  const t = a.pop()!;
  a[1] = t * a[0]!;
  a.length = 2;
  a.push(a[1]! * x);
  return a[0]! + a[1]! * a[2]! + t;
}

// @check f(0.6)
