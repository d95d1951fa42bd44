// @differentiable
// @check f([0.5, 1.5, 2], ["a", "b", "a"])
export function f(xs: readonly number[], keys: readonly string[]): number {
  const counts: Record<string, number> = {};
  for (const k of keys) counts[k] = (counts[k] || 0) + 1;
  let s = 0;
  for (let i = 0; i < xs.length; i++) s += xs[i]! ** 2 / counts[keys[i]!]!;
  return s;
}
