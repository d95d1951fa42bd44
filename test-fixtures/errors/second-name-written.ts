// @differentiable
export function f(x: number): number {
  const a = [x, x * x];
  const b = a;
  b[0] = 3; // @expect AD2014
  return a[0]! * a[1]!;
}
