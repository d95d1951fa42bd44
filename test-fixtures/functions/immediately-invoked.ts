// @differentiable
export function f(x: number): number {
  const y = (() => {
    if (x > 1) return x * x;
    return x * x * x;
  })();
  return y * ((t: number): number => t * y)(x);
}

// @check f(1.5)
// @check f(0.5)
