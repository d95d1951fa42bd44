function pos(x: number): number {
  if (x <= 0) throw new RangeError("not positive");
  return Math.log(x);
}

// @differentiable modes: jvp, vjp, grad, hvp
export function f(x: number, y: number): number {
  let s = x * y;
  try {
    s = s + x;
    try {
      s = s * pos(x);
      s = s * pos(y);
    } catch (inner) {
      s = s * y * y;
      if (x < 0) throw inner;
      s = s + pos(x + y);
    }
    s = s + pos(x - 1);
  } catch {
    s = s * s + y;
  }
  return s;
}

// @check f(2.5, 1.5)
// @check f(2.5, -1.5)
// @check f(2.5, -3.5)
// @check f(-2.5, 1.5)
// @check f(0.5, 1.5)
