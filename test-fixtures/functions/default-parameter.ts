// @differentiable
export function f(x: number, rate = 0.5): number {
  return x * x * rate;
}

// @check f(2, 3)
// @check f(2)
// @closed grad f(2, 3) = [12, 4]
// @closed grad f(2) = [2, undefined]
