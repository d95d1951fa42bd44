// @differentiable
// @check f({ a: 1.5, b: 2 }, 0.1)
export function f(w: Record<string, number>, lr: number): Record<string, number> {
  return Object.fromEntries(Object.entries(w).map(([k, v]) => [k, v - lr * v * v]));
}
