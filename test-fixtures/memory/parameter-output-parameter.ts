// @differentiable
export function f(x: number[], out: number[]): void {
  for (let i = 0; i < x.length; i++) out[i] = x[i]! * x[(i + 1) % x.length]!;
}

// @writes f(out)
// @check f([1.2, 0.7], [5, 6])
// @check f([1.2, 0.7], [])
// @check f([1, 2], [3, 4, 5])
