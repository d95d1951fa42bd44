/** The square root by Newton's iteration. */
// @differentiable
export function root(a: number): number {
  let x = a;
  while (Math.abs(x * x - a) > 1e-14 * a) x = 0.5 * (x + a / x);
  return x;
}

// @check root(2)
// @check root(9)
