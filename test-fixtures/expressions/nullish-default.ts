// @differentiable
export function f(x: number, y?: number): number {
  const a = y ?? x * x;
  return a * x;
}

// @check f(1.5, 2)
// @check f(1.5)
// @closed grad f(2) = [12, undefined]
// @closed grad f(2, 3) = [3, 2]
