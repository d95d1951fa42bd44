// @differentiable
// @check f([1, 2, 3], ["a", "b", "a"])
export function f(xs: readonly number[], keys: readonly string[]): number {
  const d: Record<string, number[]> = {};
  keys.forEach((k, i) => { if (!(k in d)) d[k] = []; d[k]!.push(xs[i]! ** 2); });
  const has = d.hasOwnProperty("a") && Object.hasOwn(d, "b");
  const n = JSON.stringify(keys).length;
  return (has ? d["a"]![1]! : 1) * d["b"]![0]! * n;
}
