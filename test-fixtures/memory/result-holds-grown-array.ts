// @differentiable
export function f(x: number): { a: number; v: number[] } {
  const r = { a: x * x, v: [1] };
  r.v.push(2);
  r.v[2] = 7;
  return r;
}
// @check f(1.2)
