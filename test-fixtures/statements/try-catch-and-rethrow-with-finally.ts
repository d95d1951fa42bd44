const seen: string[] = [];

function inner(x: number): number {
  let s = x;
  try {
    s = s * x;
    if (s > 4) throw new RangeError("outer");
    s = s + 1;
    if (s > 3) throw new TypeError("middle");
    return s * x;
  } catch (e) {
    s = s * 2;
    if (e instanceof RangeError) throw new Error(`wrapped: ${e.message}`);
    return s * x;
  } finally {
    console.log(seen.length);
  }
}

// @differentiable modes: jvp, vjp, grad, hvp
export function f(x: number, y: number): number {
  let s = y;
  try {
    s = inner(x);
    s = s + inner(y);
  } catch (e) {
    s = s * (e as Error).message.length;
  }
  return s * x;
}

// @check f(1.2, 1.1)
// @check f(1.2, 1.6)
// @check f(1.2, 2.6)
// @check f(2.6, 1.2)
