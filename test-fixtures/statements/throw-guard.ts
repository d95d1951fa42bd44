// @differentiable
export function f(x: number): number {
  if (x <= 0) throw new RangeError(`x must be positive, not ${x}`);
  return Math.log(x) * x;
}

// @check f(2.5)
// @throws f(-1)
