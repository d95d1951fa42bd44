// @differentiable
export function f(x: readonly number[]): number {
  const buffer = new Float64Array(2);
  let s = 0;
  for (let i = 0; i < x.length; i++) {
    buffer[0] = x[i]! * x[i]!;
    buffer[1] = buffer[0] * x[0]!;
    s += buffer[0] * buffer[1];
  }
  return s;
}

// @check f([1.5, 2, 0.5])
