// @differentiable
// @check f([0.5, 1.5, 2], ["a", "b", "a"])
export function f(xs: readonly number[], keys: readonly string[]): number {
  const out: Record<string, number> = {};
  for (const [i, k] of keys.entries()) out[k] = (out[k] ?? 0) + xs[i]! * xs[i]!;
  let total = 0;
  for (const k of keys) total += Math.sin(out[k]!);
  return total;
}
