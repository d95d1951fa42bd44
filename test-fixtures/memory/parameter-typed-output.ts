// @differentiable
export function f(x: Float64Array, out: Float64Array): number {
  let s = 0;
  for (let i = 0; i < x.length; i++) { out[i] = x[i]! * x[i]! + out[i]!; s += out[i]! * x[i]!; }
  return s;
}

// @writes f(out)
// @check f(new Float64Array([1.2, 0.7]), new Float64Array([0.1, 0.3]))
