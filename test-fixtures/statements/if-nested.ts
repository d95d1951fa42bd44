// @differentiable
export function f(x: number, y: number): number {
  let r = x;
  if (x > 0) {
    r = r * y;
    if (y > 0) {
      r = r * r;
    } else {
      r = r - y * y * y;
    }
    r = r + x;
  }
  return r * y;
}

// @check f(2, 3)
// @check f(2, -3)
// @check f(-2, 3)
