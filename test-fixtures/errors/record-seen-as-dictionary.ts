function sum(d: Record<string, number>): number { let s = 0; for (const k in d) s += d[k]!; return s; }
// @differentiable
export function f(x: number): number {
  const w = { a: x, b: x * x };
  return sum(w); // @expect AD2026
}
