function report(name: string, x: number): void {
  console.log(name, x);
}

// @differentiable modes: jvp, vjp, grad, hvp
export function f(x: number): number {
  const y = x * x;
  report("y", y);
  return y * x;
}

// @check f(1.5)
