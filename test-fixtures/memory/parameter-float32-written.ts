// @differentiable
export function f(xs: Float32Array, k: number): void {
  for (let i = 0; i < xs.length; i++) xs[i] = xs[i]! * k;
}

// @writes f(xs)
// @nonsmooth f(new Float32Array([1.5, 0.25]), 0.5)
