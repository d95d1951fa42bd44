// @differentiable
export function f(x: number, y: number): number {
  let a: number, b: number;
  a = x * y;
  if (a > 1) b = a * a;
  else b = a - y;
  a = b * x;
  return a * b;
}

// @check f(1.5, 2)
// @check f(0.5, 0.3)
