// @differentiable modes: jvp, vjp, grad, hvp
export function f(x: number): number {
  let s = x * x;
  try {
    if (x > 2) throw new TypeError("first");
    s *= x;
  } finally {
    s += x;
    if (x > 3 || x < 0) throw new RangeError("second");
  }
  return s;
}

// @check f(1.5)
// @throws f(2.5)
// @throws f(3.5)
// @throws f(-1)
