// @differentiable
export function f(x: number): number {
  const a = new Float64Array(2);
  for (let i = 0; i < 4; i++) a[i] = x * (i + 1);
  return a[0]! * a[1]! * (a[3] ?? x);
}

// @check f(1.2)
