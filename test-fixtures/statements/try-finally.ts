// @differentiable modes: jvp, vjp, grad, hvp
export function f(x: number): number {
  let s = x;
  try {
    s = s * x;
    if (s > 10) throw new RangeError("large");
    s = s * x;
  } finally {
    s = s + Math.sin(s);
    console.log("done");
  }
  return s;
}

// @check f(1.5)
// @throws f(5)
