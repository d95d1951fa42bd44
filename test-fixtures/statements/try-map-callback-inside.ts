function ln(x: number): number {
  if (x <= 0) throw new RangeError("not positive");
  return Math.log(x);
}

// @differentiable modes: jvp, vjp, grad, hvp
export function f(xs: readonly number[]): number {
  const logs = xs.map((x) => {
    try {
      return ln(x);
    } catch {
      return x * x;
    }
  });
  let s = 1;
  try {
    s = xs.reduce((p, x) => p * ln(x + 1), 1);
  } catch {
    s = logs.reduce((p, x) => p + x * x, 0);
  }
  return logs.reduce((p, x) => p + x * s, 0);
}

// @check f([1.5, 0.5, 2])
// @check f([1.5, -0.5, 2])
// @check f([1.5, -1.5, 2])
