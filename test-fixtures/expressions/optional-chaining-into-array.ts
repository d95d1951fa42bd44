// @differentiable
export function f(x: number, xs?: readonly number[]): number {
  return x * (xs?.[1] ?? x);
}

// @check f(1.5)
// @check f(1.5, [2])
// @check f(1.5, [2, 3])
