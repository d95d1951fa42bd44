function newton(a: number, start: number, most: number): number {
  let x = start;
  for (let i = 0; ; i++) {
    const d = x * x * x - a;
    if (Math.abs(d) < 1e-13) return x;
    if (i >= most) throw new Error(`no convergence in ${most} steps`);
    x -= d / (3 * x * x);
  }
}

// @differentiable modes: jvp, vjp, grad, hvp
export function f(a: number, most: 2 | 50): number {
  let root: number;
  try {
    root = newton(a, a / 2, most);
  } catch {
    root = Math.cbrt(a);
  }
  return root * a;
}

// @check f(3, 50)
// @check f(3, 2)
