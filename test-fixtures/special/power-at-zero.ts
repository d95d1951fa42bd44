// @differentiable
export function f(x: number, y: number): number {
  return x ** y;
}

// @closed grad f(0, 0) = [0, 0]
// @closed grad f(0, 1) = [1, 0]
// @closed grad f(0, 2) = [0, 0]
// @closed grad f(0, 0.5) = [Infinity, 0]
// @closed jvp f(NaN, 0)(1, 0) = 0
