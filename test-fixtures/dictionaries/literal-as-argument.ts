function sum(d: Record<string, number>): number { let s = 0; for (const k in d) s += d[k]! ** 2; return s; }
// @differentiable
// @check f(2)
export function f(x: number): number {
  return sum({ a: x, b: x * x }) * sum({ ["c" + 1]: x });
}
