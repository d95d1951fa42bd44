function g(x: number): number {
  const log: number[] = [];
  let s = x;
  try {
    try {
      if (x > 3) return s * s;
      s = s * x;
      if (x > 2) throw new Error("two");
      if (x > 1) return s * x;
    } finally {
      s += 1;
      log.push(s * x);
    }
    s = s * 3;
  } catch {
    s = s * log[0]!;
  } finally {
    log.push(s);
  }
  return s * log[0]! * log[1]! * log.length;
}

// @differentiable modes: jvp, vjp, grad, hvp
export function f(x: number): number {
  return g(x) + x * g(x * x);
}

// @check f(0.5)
// @check f(1.3)
// @check f(1.6)
// @check f(2.5)
// @check f(3.5)
