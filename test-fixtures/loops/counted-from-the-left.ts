// @differentiable
export function packed(w: Float64Array, x: number): number {
  let at = 0;
  let sum = 0;
  for (let i = 0; i < 3; i++) {
    for (let j = 0; j <= i; j++) {
      sum += Math.sin(w[at]! * x);
      at = 1 + at;
    }
  }
  return sum;
}

// @check packed(new Float64Array([0.3, -0.4, 0.5, 0.9, -1.1, 0.2]), 0.7)
