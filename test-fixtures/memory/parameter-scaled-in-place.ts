// @differentiable
export function f(xs: number[], k: number): void {
  for (let i = 0; i < xs.length; i++) xs[i] = xs[i]! * xs[i]! * k;
}

// @writes f(xs)
// @check f([1.2, 0.7, -0.4], 0.6)
// @check f([], 1)
