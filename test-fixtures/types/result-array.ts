// @differentiable
export function f(x: number, y: number): number[] {
  return [x * y, x * x, Math.sin(y)];
}

// @check f(1.5, 2)
// @closed jvp f(2, 3)(1, 0) = [3, 4, 0]
// @closed vjp f(2, 3)([1, 10, 0]) = [43, 2]
