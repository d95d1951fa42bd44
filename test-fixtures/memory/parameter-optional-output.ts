// @differentiable
export function f(x: number, out?: number[]): number {
  const y = x * x;
  if (out) { out[0] = y * out[0]!; }
  return y * x;
}

// @writes f(out)
// @check f(1.2)
// @check f(1.2, [0.3])
