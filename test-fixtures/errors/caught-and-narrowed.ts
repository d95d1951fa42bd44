// @differentiable
export function f(x: number): number {
  try {
    if (x > 1) throw x * x;
    return x;
  } catch (e) {
    if (typeof e === "number") return e * x; // @expect AD2001
    throw e;
  }
}
