// @differentiable wrt: x
export function f(x: number, n: number): number {
  const a: number[] = [];
  for (let i = 0; i < n; i++) a[i] = x * i + (i > 0 ? a[i - 1]! * x : 1);
  let s = 0;
  for (let i = 0; i < a.length; i++) s += a[i]! * a[i]!;
  return s;
}

// @check f(0.6, 5)
// @check f(1, 0)
