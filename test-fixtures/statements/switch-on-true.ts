// @differentiable
export function f(x: number): number {
  switch (true) {
    case x > 2:
      return x * x;
    case x > 1:
      return x * x * x;
    default:
      return Math.exp(x);
  }
}

// @check f(3)
// @check f(1.5)
// @check f(0.5)
