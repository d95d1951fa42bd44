// @differentiable
// @check f({ a: 1.5, b: undefined }, 2)
export function f(w: Partial<Record<string, number>>, x: number): number {
  let s = x;
  for (const k of Object.keys(w)) s += (w[k] ?? x) ** 2;
  return s;
}
