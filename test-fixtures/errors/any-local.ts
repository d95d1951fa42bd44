// @differentiable
export function f(x: number): number {
  const y = JSON.parse("2");
  return x * y; // @expect AD2001
}
