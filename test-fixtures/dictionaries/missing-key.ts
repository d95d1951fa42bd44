// @differentiable
// @check f({ a: 1.5 }, "b")
// @check f({ a: 1.5 }, "a")
export function f(w: Record<string, number>, k: string): number {
  const v = w[k];
  if (v === undefined) return 3 * w["a"]!;
  return v * v;
}
