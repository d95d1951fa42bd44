// @differentiable
export function f(x: number): number {
  let y = x;
  try { // @expect AD2004
    y = x * x;
  } catch {
    y = 0;
  }
  return y;
}
