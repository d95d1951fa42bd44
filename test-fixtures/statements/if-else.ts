// @differentiable
export function f(x: number, y: number): number {
  let r: number;
  if (x > y) {
    r = x * x * y;
  } else {
    r = Math.exp(x) - y * y * y;
  }
  return r * x;
}

// @check f(2, 1)
// @check f(1, 2)
