// @differentiable
export function f(x: number): number {
  const y = x * x;
  return y * y + y / y - y + y;
}

// @check f(1.3)
