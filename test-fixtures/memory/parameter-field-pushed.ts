// @differentiable
export function f(x: number, p: { a: number; v: number[] }): number {
  p.v.push(p.a * x);
  return x * p.a;
}
// @writes f(p)
// @check f(1.2, { a: 0.7, v: [1, 2] })
