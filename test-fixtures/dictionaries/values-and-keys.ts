// @differentiable
// @check f({ a: 1.5, b: 2 })
export function f(w: Record<string, number>): number {
  return Object.values(w).reduce((s, x) => s + x * x, 0) * Object.keys(w).length;
}
