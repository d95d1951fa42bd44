// @differentiable
export function f(x: number): number {
  return x > 2 ? x * x : x > 1 ? Math.exp(x) : x > 0 ? Math.sin(x) * x : -x * x * x;
}

// @check f(3)
// @check f(1.5)
// @check f(0.5)
// @check f(-0.5)
