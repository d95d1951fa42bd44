// @differentiable
export function f(w: Float32Array): number {
  let s = 1;
  for (let i = 0; i < w.length; i++) s = s * w[i]! + w[i]! * w[i]!;
  return s;
}

// @check f(Float32Array.of(0.3, -0.25, 1.1))
