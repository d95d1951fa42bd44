// @differentiable
export function f(x: number, y: number): number {
  if (x < 0) return y * y * x;
  const r = Math.sqrt(x) * y;
  if (r > 10) return r;
  return r * r;
}

// @check f(-1, 2)
// @check f(400, 2)
// @check f(2, 3)
