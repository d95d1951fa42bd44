// @differentiable
export function f(v: Float64Array): Float64Array {
  return v.toSorted();
}

// @nonsmooth f(new Float64Array([NaN, 0.5, -0, 0, NaN, -Infinity, Infinity, 3, 0, -0]))
