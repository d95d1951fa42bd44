// @differentiable
export function f(x: number[], out: number[], k: number): number {
  const s = axpy(out, x, k);
  axpy(out, out, s);
  return s * out[0]!;
}

function axpy(y: number[], x: number[], a: number): number {
  let s = 0;
  for (let i = 0; i < x.length; i++) { y[i] = y[i]! * y[i]! + a * x[i]!; s += y[i]! * x[i]!; }
  return s;
}

// @writes f(out)
// @check f([1.2, 0.7], [2, 3], 0.6)
