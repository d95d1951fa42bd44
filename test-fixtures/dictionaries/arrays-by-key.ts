// @differentiable
// @check f([0.5, 1.5, 2, 3], ["a", "b", "a", "b"])
export function f(xs: readonly number[], keys: readonly string[]): number {
  const groups: Record<string, number[]> = {};
  for (let i = 0; i < xs.length; i++) (groups[keys[i]!] ??= []).push(xs[i]! ** 2);
  let s = 0;
  for (const [, group] of Object.entries(groups)) {
    const mean = group.reduce((a, b) => a + b, 0) / group.length;
    for (const x of group) s += (x - mean) ** 2;
  }
  return s;
}
