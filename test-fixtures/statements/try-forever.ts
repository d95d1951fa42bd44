function shrink(x: number): number {
  if (x > 0.5) throw new Error("large");
  return Math.sin(x) * x;
}

// @differentiable modes: jvp, vjp, grad, hvp
export function f(x: number): number {
  let y = x;
  let tries = 0;
  while (true) {
    tries++;
    try {
      return shrink(y) * tries;
    } catch {
      y = y * Math.cos(y);
    }
  }
}

// @check f(0.3)
// @check f(1.3)
