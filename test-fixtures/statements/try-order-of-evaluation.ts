function half(x: number, fails: boolean): number {
  if (fails) throw new Error("half");
  return x / 2;
}

// @differentiable modes: jvp, vjp, grad, hvp
export function f(x: number, a: boolean, b: boolean): number {
  const xs = [x, x * x];
  let s = x;
  try {
    s += half((s *= 3), a) + (xs[1] = half(xs[0]! * s, b));
    xs[0] = s;
  } catch {
    s = s * s * xs[1]!;
  }
  return s * xs[0]!;
}

// @check f(1.5, false, false)
// @check f(1.5, true, false)
// @check f(1.5, false, true)
