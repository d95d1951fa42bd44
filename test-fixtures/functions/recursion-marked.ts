// @differentiable wrt: x
export function f(x: number, n: number): number {
  return n <= 0 ? x : Math.sin(f(x, n - 1)) * x;
}

// @check f(1.2, 3)
// @check f(1.2, 0)
