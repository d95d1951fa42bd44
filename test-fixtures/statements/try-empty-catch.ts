function maybe(x: number, n: number): number {
  if (n % 2 === 1) throw new Error("odd");
  return x * n;
}

// @differentiable modes: jvp, vjp, grad, hvp
export function f(x: number): number {
  let s = x;
  for (let n = 0; n < 5; n++) {
    try {
      s += x;
      s = s + maybe(s, n);
    } catch {}
  }
  return s;
}

// @check f(0.7)
