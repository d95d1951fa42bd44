// @differentiable
// @check f(1.3)
// @check f(1.3, { a: 2 })
export function f(x: number, w?: Record<string, number>): number {
  let s = x * x;
  if (w) for (const k in w) s *= w[k]!;
  return s * (w?.["a"] ?? 1);
}
