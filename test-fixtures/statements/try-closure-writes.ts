// @differentiable modes: jvp, vjp, grad, hvp
export function f(x: number, limit: number): number {
  let total = x;
  const add = (v: number): void => {
    total += v * total;
    if (total > limit) throw new RangeError("over");
  };
  try {
    add(x);
    add(x * x);
    add(total);
  } catch {
    total = total * total;
  }
  return total;
}

// @check f(0.8, 100)
// @check f(0.8, 2)
// @check f(0.8, 1)
