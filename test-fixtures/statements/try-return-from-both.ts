function inverse(x: number): number {
  if (x === 0) throw new Error("no inverse");
  return 1 / x;
}

// @differentiable modes: jvp, vjp, grad, hvp
export function f(x: number, z: number): number {
  try {
    return inverse(z) * x * x;
  } catch {
    return x * x * x;
  }
}

// @check f(1.5, 2)
// @nonsmooth f(1.5, 0)
