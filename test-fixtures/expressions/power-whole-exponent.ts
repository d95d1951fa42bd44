// @differentiable
export function f(x: number): number {
  return x ** 3 - 2 * x ** 2 + x ** -1;
}

// @check f(1.7)
// @check f(-1.7)
