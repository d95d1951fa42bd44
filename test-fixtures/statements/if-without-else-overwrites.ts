// @differentiable
export function f(x: number, y: number): number {
  let s = x * y;
  if (s > 1) s = s * s + Math.sin(y);
  return s * x;
}

// @check f(2, 1.5)
// @check f(0.5, 1.5)
