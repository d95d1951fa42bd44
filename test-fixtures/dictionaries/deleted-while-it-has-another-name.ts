// @differentiable
// @check f([1, 2, 3, 4], ["a", "b", "a", "a"])
export function f(xs: readonly number[], keys: readonly string[]): number {
  const d: Record<string, { v: number }> = {};
  let s = 0;
  for (let i = 0; i < xs.length; i++) {
    const k = keys[i]!;
    const old = d[k];
    if (old) { s += old.v * xs[i]!; delete d[k]; s += d[k] === undefined ? xs[i]! : 5; }
    d[k] = { v: xs[i]! ** 2 };
    if (old) old.v *= 3;
  }
  for (const k in d) s += d[k]!.v;
  return s;
}
