// @differentiable
export function f(x: number): number {
  const a = [x];
  for (let k = 0; k < 5; k++) { a[0] = Math.sin(a[0]!) * x; a[0] = a[0]! * a[0]!; }
  return a[0]!;
}

// @check f(1.2)
