function cut(x: number, at: number): number {
  if (x > at) throw new RangeError("cut");
  return x * x;
}

// @differentiable modes: jvp, vjp, grad, hvp
export function f(x: number, a: number, b: number): number {
  let s = x;
  let t = 1;
  try {
    s = cut(s, a);
    t += s;
  } catch {
    try {
      s = cut(s * s, b) + t;
    } catch (e) {
      t = t * s;
      e = undefined;
      s = e === undefined ? s * 3 : 0;
    } finally {
      t += s;
    }
  } finally {
    try {
      t = cut(t, 2) * s;
    } catch {
      s = s + t * t;
    }
  }
  return s * t;
}

// @check f(0.7, 1, 1)
// @check f(1.2, 1, 1.6)
// @check f(1.2, 1, 1)
// @check f(1.2, 2, 1)
