// @differentiable
export function f(x: number, y: number): number {
  return Math.sqrt(x) * y;
}

// @closed vjp f(0, 0)(1) = [0, 0]
// @closed jvp f(0, 3)(0, 1) = 0
