// @differentiable wrt: xs
// @check f([1, 2, 3, 4], [7, 2, 7, 100])
export function f(xs: readonly number[], ids: readonly number[]): number {
  const d: Record<string, number> = { z: 1 };
  ids.forEach((id, i) => { d[id] = xs[i]! ** 2; d[`${id}`] = d[id]! * xs[0]!; });
  let [s, w] = [0, 1];
  for (const k in d) { s += w * Math.sin(d[k]!); w *= 3; }
  return s;
}
