// @differentiable
export function f(x: number, y: number): number {
  return (x + y) * (x - y) / (x * y + 3) - -x * +y;
}

// @check f(1.5, 0.7)
// @closed value f(1, 1) = 1
