// @differentiable
export function f(x: number): number {
  try {
    if (x > 1) throw x * x;
    return x;
  } catch (e) {
    return (e as number) * x; // @expect AD2029
  }
}
