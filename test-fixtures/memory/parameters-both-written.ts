// @differentiable
export function f(a: number[], b: number[]): number {
  for (let i = 0; i < a.length; i++) {
    const t = a[i]!;
    a[i] = b[i]! * t;
    b[i] = t * a[i]!;
  }
  return a[0]! * b[1]!;
}

// @writes f(a, b)
// @check f([1.2, 0.7], [2, 3])
