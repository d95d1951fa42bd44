// @differentiable modes: jvp, vjp, grad, hvp
export function seen(x: number, y: number, n: number): number {
  let a = x * y;
  let b = x + y;
  for (let i = 0; i < n; i++) {
    const old = a;
    a = b;
    b = old;
    console.log(a);
  }
  return x * x * y;
}

// @check seen(0.7, 1.3, 3)
