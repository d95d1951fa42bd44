// @differentiable
export function f(x: number, y: number): number {
  return x / y;
}

// @closed grad f(1, 0) = [Infinity, -Infinity]
// @closed jvp f(0, 0)(0, 0) = 0
