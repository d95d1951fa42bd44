// @differentiable
// @check f([1, 2, 3])
export function f(xs: readonly number[]): number {
  let d: Record<string, number> = { a: 1 };
  for (const x of xs) {
    const next: Record<string, number> = {};
    for (const k of Object.keys(d)) { next[k] = d[k]! * x; next[k + "x"] = x * x; }
    d = next;
  }
  return Object.values(d).reduce((a, b) => a + Math.sin(b), 0);
}
