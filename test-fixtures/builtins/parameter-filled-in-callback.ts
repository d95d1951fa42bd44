// @differentiable modes: jvp, vjp
export function f(out: Float64Array, xs: readonly number[], k: number): void {
  xs.forEach((x, i) => {
    out[i] = out[i]! * k + x * x;
  });
  out.copyWithin(1, 0);
  out.set(xs.map((x) => x * k).slice(0, 1), 2);
}

// @writes f(out)
// @check f(new Float64Array([0.5, 1.5, 0.9]), [0.3, 0.7, 1.1], 0.9)
