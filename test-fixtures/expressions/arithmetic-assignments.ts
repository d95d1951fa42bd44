// @differentiable
export function f(x: number, y: number): number {
  let a = x;
  a += y * a;
  a -= y;
  a *= x;
  a /= y + 2;
  a **= 2;
  a %= 7;
  return a * a;
}

// @check f(1.7, 0.6)
// @check f(3.7, 1.6)
