// @differentiable
// @check f({ a: 1.5, b: 2 }, { b: 3, c: 4 })
export function f(u: Record<string, number>, v: Record<string, number>): number {
  let s = 0;
  for (const k in u) if (k in v) s += u[k]! * v[k]!; else s += u[k]! ** 2;
  return s;
}
