function checked(x: number, limit: number): number {
  if (x > limit) throw new RangeError("beyond the limit");
  return x * x;
}

// @differentiable modes: jvp, vjp, grad, hvp
export function f(x: number, limit: number): number {
  let s = x;
  let steps = 0;
  try {
    s = checked(s, limit);
    steps++;
    s = checked(s * x, limit);
    steps++;
    s = checked(s * x, limit);
    steps++;
  } catch {
    s = s * s + steps * x;
  }
  return s + steps;
}

// @check f(1.5, 1)
// @check f(1.5, 2)
// @check f(1.5, 10)
// @check f(1.5, 100)
// @check f(1.5, 1000)
