// @differentiable
export function f(x: number, y: number): number {
  return x ** y + 2 ** (x * y);
}

// @check f(1.7, 2.3)
// @closed grad f(1, 1) = [1 + 2 * Math.log(2), 2 * Math.log(2)]
