// @differentiable
export function f(x: number): number {
  const y = JSON.parse("2"); // @expect AD2001
  return x * y;
}
