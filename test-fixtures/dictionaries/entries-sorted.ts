// @differentiable
// @check f({ a: 3, b: 1, c: 2 })
export function f(w: Record<string, number>): number {
  const sorted = Object.entries(w).sort((p, q) => p[1] - q[1]);
  return sorted.map(([, v], i) => v * (i + 1)).reduce((a, b) => a * b, 1) + Object.keys(w).sort().length;
}
