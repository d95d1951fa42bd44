// @differentiable
export function f(x: number): number {
  return x > 0 ? Math.sqrt(x) : 0;
}

// @check f(2)
// @closed grad f(0) = 0
// @closed grad f(-1) = 0
