// @differentiable
export function f(x: number, y: number): number {
  let s = x;
  while (s < 10) s = s * s + y;
  return s * y;
}

// @check f(1.2, 0.9)
// @check f(12, 0.9)
