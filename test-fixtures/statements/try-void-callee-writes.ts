function normalise(xs: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) {
    if (i >= xs.length) throw new RangeError("too many");
    xs[i] = Math.sin(xs[i]!) * xs[0]!;
  }
}

// @differentiable modes: jvp, vjp, grad, hvp
export function f(x: Float64Array, n: 2 | 4): number {
  const w = new Float64Array(x.length);
  for (let i = 0; i < x.length; i++) w[i] = x[i]! * x[i]!;
  let factor = 1;
  try {
    normalise(w, n);
  } catch {
    factor = w[1]!;
  }
  let s = 0;
  for (let i = 0; i < w.length; i++) s += w[i]! * factor;
  return s;
}

// @check f(new Float64Array([0.5, 0.7, 0.9]), 2)
// @check f(new Float64Array([0.5, 0.7, 0.9]), 4)
