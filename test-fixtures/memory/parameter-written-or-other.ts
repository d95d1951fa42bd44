// @differentiable
export function f(a: number[], b: number[], k: number): number {
  const t = k > 1 ? a : b;
  t[0] = a[0]! * b[0]! * k;
  t.push(t[0]! * k);
  return a[0]! + b[0]! * a[a.length - 1]!;
}

// @writes f(a, b)
// @check f([1.2, 0.7], [2, 3], 0.5)
// @check f([1.2, 0.7], [2, 3], 1.5)
