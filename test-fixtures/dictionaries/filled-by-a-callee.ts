function add(into: Record<string, number>, key: string, x: number): void {
  into[key] = (into[key] ?? 0) + x;
}
function total(d: Record<string, number>): number {
  let s = 0;
  for (const x of Object.values(d)) s += Math.sqrt(x);
  return s;
}
// @differentiable
// @check f([0.5, 1.5, 2], ["a", "b", "a"])
export function f(xs: readonly number[], keys: readonly string[]): number {
  const d: Record<string, number> = {};
  xs.forEach((x, i) => add(d, keys[i]!, x * x));
  return total(d);
}
