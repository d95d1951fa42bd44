// @differentiable
export function f(x: number): number {
  const y = x > 0 ? 3 : 4;
  return y;
}

// @check f(1.5)
// @closed grad f(1.5) = 0
