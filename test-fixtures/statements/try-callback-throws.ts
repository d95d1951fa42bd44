// @differentiable modes: jvp, vjp, grad, hvp
export function f(xs: readonly number[], limit: number): number {
  let s = 0;
  try {
    xs.forEach((x, i) => {
      s += x * x;
      if (s > limit) throw new RangeError("at " + i);
    });
    s *= 2;
  } catch {
    s = s * s;
  }
  return s;
}

// @check f([1.5, 0.5, 2], 100)
// @check f([1.5, 0.5, 2], 2.3)
