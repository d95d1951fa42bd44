// @differentiable modes: jvp, vjp, grad, hvp
export function f(x: number): number {
  const seen: number[] = [];
  let s = 0;
  for (let i = 0; i < 3; i++) {
    try {
      if (i === 2 && x > 2) return s * x + seen.length;
      if (i === 1 && x < 0) continue;
      if (x === 0) break;
      s += x * x;
    } finally {
      s += x;
      seen.push(s);
    }
  }
  return s * seen.length;
}

// @check f(1.5)
// @check f(2.5)
// @check f(-1.5)
// @nonsmooth f(0)
