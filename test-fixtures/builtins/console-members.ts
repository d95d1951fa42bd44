// @differentiable modes: jvp, vjp, grad, hvp
export function f(x: number): number {
  const y = x * x;
  console.warn("y", y);
  if (y > 1) console.error("large");
  return y * x;
}

// @check f(1.3)
// @check f(0.3)
