// @differentiable
// @check f({ a: 1.5, bb: 2 }, 0.5)
export function f(w: { readonly [name: string]: number }, x: number): number {
  const d: Record<string, number> = {};
  for (const name in w) d[`${name}!`] = w[name]! * x;
  let s = x;
  for (const [k, v] of Object.entries(d)) s += v ** 2 * k.length;
  return s;
}
