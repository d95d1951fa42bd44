// The rule gives fresh memory, which is put into the caller's buffers.
// @differentiable modes: jvp, vjp, into
export function length(xs: Float64Array, p: { x: number; ys: number[] }): number {
  let s = p.x * p.x;
  for (let i = 0; i < xs.length; i++) s += xs[i]! * xs[i]! * p.ys[i]!;
  return Math.sqrt(s);
}

// @derivative of length
export function lengthAdjoint(
  xs: Float64Array,
  p: { x: number; ys: number[] },
  seed: number,
): { value: number; grad: [xs: Float64Array, p: { x: number; ys: number[] }] } {
  const value = length(xs, p);
  const half = seed / (2 * value);
  return {
    value,
    grad: [
      xs.map((x, i) => 2 * x * p.ys[i]! * half),
      { x: 2 * p.x * half, ys: p.ys.map((_, i) => xs[i]! * xs[i]! * half) },
    ],
  };
}

// @check length(new Float64Array([0.3, -0.5]), { x: 0.4, ys: [1, 2] })
