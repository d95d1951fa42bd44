// @differentiable wrt: x
export function f(x: number, n: number): number {
  let s = x;
  while (n-- > 0) s = Math.sin(s) * x + s;
  return s;
}

// @check f(0.9, 4)
// @check f(0.9, 0)
