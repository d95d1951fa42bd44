// @differentiable modes: jvp, vjp, grad, hvp
export function f(x: number, y: number): number {
  let s = x;
  try {
    s = s * y;
    if (s > 10) throw new Error("large");
    s = s * s;
  } catch {
    s = s + Math.log(s);
  }
  return s * x;
}

// @check f(2, 3)
// @check f(4, 3)
