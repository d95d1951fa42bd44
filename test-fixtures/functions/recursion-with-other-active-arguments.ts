function mix(x: number, y: number, n: number): number {
  if (n === 0) return x * y * y;
  return mix(y, x * 0.5, n - 1) + mix(2, x, n - 1);
}

// @differentiable
export function f(x: number): number {
  return mix(x, 3, 3) * mix(1, x, 2);
}

// @check f(1.1)
