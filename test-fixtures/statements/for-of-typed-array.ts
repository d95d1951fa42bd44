// @differentiable
export function f(xs: Float64Array): number {
  let s = 1;
  for (const x of xs) s = s * Math.cos(x) + x;
  return s;
}

// @check f(Float64Array.of(0.3, 1.1, -0.4))
