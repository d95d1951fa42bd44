// @differentiable
export function f(x: number): number {
  try {
    if (x > 1) throw new RangeError(String(x * x));
    return x;
  } catch (e) {
    return Number((e as Error).message) * x; // @expect AD2029
  }
}
