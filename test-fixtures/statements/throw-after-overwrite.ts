// @differentiable
export function f(x: number): number {
  let s = x * x;
  s = s * s;
  if (s > 100) {
    s = 0;
    throw new RangeError("too large");
  } else {
    s = s + x;
  }
  return s;
}

// @check f(1.5)
// @throws f(5)
