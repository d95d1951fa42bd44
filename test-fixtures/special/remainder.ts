// @differentiable
export function f(a: number, b: number): number {
  return a % b;
}

// @closed grad f(7, 2) = [1, -3]
// @closed grad f(-7, 2) = [1, 3]
// @closed grad f(7, -2) = [1, 3]
// @closed grad f(7, Infinity) = [1, 0]
