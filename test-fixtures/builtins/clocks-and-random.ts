// @differentiable modes: jvp, vjp, grad, hvp
export function f(x: number): number {
  const start = Date.now();
  const wait = performance.now() - performance.now();
  const noise = Math.random() * 0;
  return x * x * (start > 0 ? 1 : 0) + noise * x + wait * 0 * x;
}

// @closed grad f(1.5) = 3
