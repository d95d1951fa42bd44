function term(x: number, i: number, last: number): number {
  if (i === last) throw new Error("stopped");
  return Math.sin(x + i);
}

// @differentiable modes: jvp, vjp, grad, hvp
export function f(x: number, last: 0 | 3 | 9): number {
  let p = x;
  let q = 0;
  try {
    for (let i = 0; i < 5; i++) {
      p = p * term(x * p, i, last);
      q += Math.cos(p) * p;
    }
    p = p + 1;
  } catch {
    p = p * p;
  }
  return p + q;
}

// @check f(1.2, 0)
// @check f(1.2, 3)
// @check f(1.2, 9)
