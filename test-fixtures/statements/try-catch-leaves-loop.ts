function part(x: number, i: number): number {
  if (x * i > 3) throw new RangeError("large");
  if (x * i < -3) throw new Error("small");
  return x * i * x;
}

// @differentiable modes: jvp, vjp, grad, hvp
export function f(x: number): number {
  let s = x;
  outer: for (let i = 0; i < 3; i++) {
    for (let k = 0; k < 4; k++) {
      try {
        s += part(x, i + k) * s;
      } catch (e) {
        if (e instanceof RangeError) {
          s *= x;
          continue outer;
        }
        s += x;
        break outer;
      }
      s = s / 2;
    }
  }
  return s;
}

// @check f(0.5)
// @check f(1.2)
// @check f(-1.2)
