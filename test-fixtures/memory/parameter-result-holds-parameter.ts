// @differentiable
export function f(a: number[], k: number): { a: number[]; s: number } {
  a[0] = a[0]! * k;
  return { a, s: a[0]! * a[1]! };
}

// @writes f(a)
// @check f([1.2, 0.7], 0.5)
