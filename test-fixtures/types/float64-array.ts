// @differentiable
export function f(w: Float64Array, x: Float64Array): number {
  let s = 0;
  for (let i = 0; i < w.length; i++) s += w[i]! * x[i]!;
  return Math.tanh(s) + s * s;
}

// @check f(Float64Array.of(0.3, -0.2), Float64Array.of(1.5, 2))
