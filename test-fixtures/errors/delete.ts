// @differentiable
export function f(x: number): number {
  const o: { a?: number; b: number } = { a: x, b: x * x };
  delete o.a; // @expect AD2023
  return o.b * (o.a ?? x);
}
