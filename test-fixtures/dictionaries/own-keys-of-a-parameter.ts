// @differentiable
// @check f({ a: 1.3, constructor: 2 }, ["a", "constructor", "zz"])
export function f(w: Record<string, number>, keys: readonly string[]): number {
  let s = 0;
  for (const k of keys) if (Object.hasOwn(w, k)) s += w[k]! ** 2;
  return s;
}
