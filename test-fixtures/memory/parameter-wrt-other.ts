// @differentiable wrt: k
export function f(a: number[], k: number, z: number): number {
  a[0] = a[0]! * k * z;
  return a[0]! * a[1]!;
}

// @writes f(a)
// @check f([1.2, 0.7], 0.5, 2)
