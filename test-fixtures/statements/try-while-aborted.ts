function next(x: number): number {
  if (x < 0.2) throw new RangeError("small");
  return x * Math.cos(x);
}

// @differentiable modes: jvp, vjp, grad, hvp
export function f(x: number, limit: number): number {
  let y = x;
  let s = 0;
  let k = 0;
  try {
    while (next(y) > limit) {
      s += y * next(y / 2);
      y = next(y) * 0.9;
      k++;
    }
    s *= 2;
  } catch (e) {
    s = s * y + k;
  } finally {
    s += y * y;
  }
  return s;
}

// @check f(1.1, 0.3)
// @check f(1.1, 0.05)
// @check f(0.1, 0.05)
// @check f(1.5, 0.9)
