// @differentiable
export function f(x: number, y: number): number {
  let s = x;
  if (x > 1 && (s = s * y) > 2) s = s * s;
  if (y > 5 || (s += x) > 3) s = s - y * y;
  return s;
}

// @check f(1.5, 2)
// @check f(1.5, 0.5)
// @check f(0.5, 6)
// @check f(3.5, 0.7)
