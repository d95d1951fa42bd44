// @differentiable
// @check f({ a: 1.5, b: 2, c: 0.5 }, ["a", "c", "a", "d"])
export function f(w: { readonly [key: string]: number }, keys: readonly string[]): number {
  let s = 1;
  for (const k of keys) s *= w[k] ?? 1;
  return s + w["b"]! ** 2;
}
