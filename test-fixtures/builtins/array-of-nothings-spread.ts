// @differentiable
export function f(x: number, n: number): number {
  const a = [...Array(4)].map((_, i) => x * i);
  return a.reduce((p, q) => p + q * n, 0);
}

// @check f(2, 3)
