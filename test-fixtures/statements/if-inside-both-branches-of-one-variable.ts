// @differentiable
export function f(x: number, y: number): number {
  let a = x;
  let b = y;
  if (a * b > 0) {
    const old = a;
    a = b * b;
    b = old * a;
  } else {
    a = Math.cos(a);
  }
  return a * a * b;
}

// @check f(1.2, 0.7)
// @check f(1.2, -0.7)
