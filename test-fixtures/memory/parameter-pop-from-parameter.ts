// @differentiable
export function f(xs: number[], k: number): number {
  let s = 0;
  while (xs.length > 1) { const t = xs.pop()!; s += t * t * k; xs[0] = xs[0]! * t; }
  return s * k;
}

// @writes f(xs)
// @check f([1.2, 0.7, 2], 0.6)
