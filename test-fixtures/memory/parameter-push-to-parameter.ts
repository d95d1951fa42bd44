// @differentiable
export function f(xs: number[], k: number): number {
  const n = xs.length;
  for (let i = 0; i < n; i++) xs.push(xs[i]! * k);
  xs[0] = xs[xs.length - 1]! * xs[0]!;
  return xs[n]! * xs[0]!;
}

// @writes f(xs)
// @check f([1.2, 0.7], 0.6)
