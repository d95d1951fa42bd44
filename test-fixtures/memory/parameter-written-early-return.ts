// @differentiable
export function f(xs: number[], k: number): void {
  for (let i = 0; i < xs.length; i++) {
    if (xs[i]! < 0) return;
    xs[i] = Math.sqrt(xs[i]!) * k;
  }
}

// @writes f(xs)
// @check f([1.2, 0.7, -1, 2], 0.6)
// @check f([1.2], 0.6)
