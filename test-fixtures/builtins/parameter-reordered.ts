// @differentiable modes: jvp, vjp, grad, hvp
export function f(xs: number[], k: number): number {
  xs.sort((a, b) => b - a);
  xs.reverse();
  xs[0] = xs[0]! * k;
  return xs.reduce((s, x, i) => s + x * x * (i + 1), 0);
}

// @writes f(xs)
// @check f([0.5, 1.5, -0.7, 2], 0.9)
