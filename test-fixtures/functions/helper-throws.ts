function positive(x: number): number {
  if (!(x > 0)) throw new RangeError("not positive");
  return Math.log(x);
}

// @differentiable
export function f(x: number, y: number): number {
  return positive(x) * positive(x * y);
}

// @check f(1.5, 2)
// @throws f(1.5, -2)
