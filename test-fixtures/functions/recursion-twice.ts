// @differentiable wrt: x
export function f(x: number, n: number): number {
  if (n < 2) return x * n;
  return f(x, n - 1) * x + f(x, n - 2);
}

// @check f(1.1, 6)
