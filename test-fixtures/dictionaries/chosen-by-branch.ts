// @differentiable
// @check f({ a: 1, b: 2 }, { a: 3 }, true)
// @check f({ a: 1, b: 2 }, { a: 3 }, false)
export function f(a: Record<string, number>, b: Record<string, number>, c: boolean): number {
  const d = c ? a : b;
  return d["a"]! ** 2 * (a["a"]! + (b["b"] ?? 1));
}
