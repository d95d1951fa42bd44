// @differentiable
export function f(x: number, y: number): number {
  const r = Math.sqrt(x * x + y * y);
  return (x / r) * (y / r) + Math.log(r) * r;
}

// @check f(1.3, -0.7)
