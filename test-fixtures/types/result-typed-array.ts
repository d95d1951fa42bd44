// @differentiable
export function f(x: Float64Array, s: number): Float64Array {
  const y = new Float64Array(x.length);
  for (let i = 0; i < x.length; i++) y[i] = x[i]! * x[i]! * s;
  return y;
}

// @check f(Float64Array.of(1.5, 2), 0.7)
