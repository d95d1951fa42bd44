function dot(a: number[], b: number[]): number {
  let s = 0;
  for (let i = 0; i < a.length; i++) s += a[i]! * b[i]!;
  return s;
}
// @differentiable
export function f(a: number[], b: number[]): number {
  return dot(a, b) * dot(a, a) + dot(b, b);
}
// @check f([1, 2], [3, 4])
// @differentiable
export function g(v: { w: number[] }, u: number[][]): number {
  const t = v.w;
  v.w = u[0]!;
  u[0] = t;
  return dot(v.w, u[1]!) * t[0]!;
}
// @writes g(v, u)
// @check g({ w: [1, 2] }, [[3, 4], [5, 6]])
