function step(x: number): number {
  if (x > 4) throw new RangeError("too far");
  if (x < 0) throw new TypeError("gone");
  return x * x;
}

// @differentiable modes: jvp, vjp, grad, hvp
export function f(x: number): number {
  let s = x;
  try {
    s = step(x) + s;
  } catch (e) {
    if (!(e instanceof RangeError)) throw e;
    s = Math.sqrt(s) * e.message.length;
  }
  return s * x;
}

// @check f(1.5)
// @check f(5.5)
// @throws f(-1)
