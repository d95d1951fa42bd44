// @differentiable
export function f(a: number[], k: number): void {
  a[0] = k;
  a[0] = k * k;
  a[1] = a[0]! + a[1]!;
}

// @writes f(a)
// @check f([1.2, 0.7], 0.5)
