function scale(xs: number[], by: number, limit: number): number {
  let total = 0;
  for (let i = 0; i < xs.length; i++) {
    xs[i]! *= by;
    if (xs[i]! > limit) throw new RangeError("over the limit");
    total += xs[i]! * xs[i]!;
  }
  return total;
}

// @differentiable modes: jvp, vjp, grad, hvp
export function f(a: number, b: number, limit: number): number {
  const xs = [a, b, a * b];
  let s = 0;
  try {
    s = scale(xs, a, limit);
  } catch {
    s = xs[0]! * xs[1]! * xs[2]!;
  }
  return s + xs[0]! * xs[2]!;
}

// @check f(1.5, 2.5, 100)
// @check f(1.5, 2.5, 5)
// @check f(1.5, 2.5, 3)
// @check f(1.5, 2.5, 1)
