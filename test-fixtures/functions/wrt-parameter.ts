// @differentiable wrt: y
export function f(x: number, y: number): number {
  return x * y * y;
}

// @check f(2, 3)
// @closed grad f(2, 3) = 12
