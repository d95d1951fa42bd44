// @differentiable modes: jvp, vjp, grad, hvp
export function f(x: number): number {
  let s = x;
  block: {
    try {
      s *= x;
      if (x > 2) break block;
      if (x < 0) throw new Error("negative");
      s += x;
    } catch {
      s -= x * x * x;
      break block;
    } finally {
      s = s * 2;
    }
    s = Math.sin(s);
  }
  return s * x;
}

// @check f(1.2)
// @check f(2.5)
// @check f(-0.5)
