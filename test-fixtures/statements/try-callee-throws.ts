function root(x: number): number {
  if (x < 0) throw new RangeError("negative");
  return Math.sqrt(x);
}

// @differentiable modes: jvp, vjp, grad, hvp
export function f(x: number, y: number): number {
  let r: number;
  try {
    r = root(x) * y;
  } catch {
    r = x * x * y;
  }
  return r * y;
}

// @check f(2.5, 1.5)
// @check f(-2.5, 1.5)
