// @differentiable
export function f(x: number, y: number): { a: number[]; b: number[] } {
  const both = [x * x, x * y];
  return { a: both, b: both };
}

// @check f(1.5, 2)
// @closed vjp f(2, 3)({ a: [1, 0], b: [10, 0] }) = [44, 0]
