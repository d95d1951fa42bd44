// @differentiable
// @check f([0.5, 1.5], ["a", "b"])
export function f(xs: readonly number[], keys: readonly string[]): Record<string, number> {
  const out: Record<string, number> = {};
  for (let i = 0; i < xs.length; i++) out[keys[i]!] = Math.exp(xs[i]!);
  return out;
}
