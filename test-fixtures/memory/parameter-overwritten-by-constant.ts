// @differentiable
export function f(xs: number[], k: number): number {
  const t = xs[0]! * k;
  xs[0] = 3;
  return t * xs[0]! * xs[1]!;
}

// @writes f(xs)
// @check f([1.2, 0.7], 0.6)
