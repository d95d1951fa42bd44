// @differentiable
// @check f([1, 2, 3])
export function f(xs: readonly number[]): number {
  const d: Record<string, Record<string, number>> = {};
  for (let i = 0; i < xs.length; i++) {
    const row = (d[`r${i % 2}`] ??= {});
    row[`c${i}`] = xs[i]! ** 2;
    if (i === 1) d["alias"] = row;
  }
  d["alias"]!["c1"]! *= 3;
  delete d["r1"]!["nothing"];
  let s = 0;
  for (const row of Object.values(d)) for (const v of Object.values(row)) s += Math.sin(v);
  return s;
}
