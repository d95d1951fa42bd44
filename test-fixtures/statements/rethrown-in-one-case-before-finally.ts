// What is caught is thrown on in one case only, and a `finally` stands behind: the case is looked at.
function checked(y: number): boolean {
  if (y > 3) throw new RangeError("far");
  if (y > 2) throw new TypeError("bad");
  return y > 1;
}

// @differentiable
export function f(x: number, v: number): number {
  let y = x;
  try {
    if (v < x || checked(v)) return x * v;
  } catch (err) {
    if (!(err instanceof RangeError)) throw err;
  } finally {
    y *= v;
  }
  return y;
}

// @check f(0.5, 0.7)
// @check f(0.5, 1.7)
// @check f(0.5, 3.5)
// @throws f(0.5, 2.5)
