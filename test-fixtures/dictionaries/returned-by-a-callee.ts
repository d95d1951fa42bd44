function softmax(d: Record<string, number>): Record<string, number> {
  let z = 0;
  for (const k in d) z += Math.exp(d[k]!);
  const out: Record<string, number> = {};
  for (const k in d) out[k] = Math.exp(d[k]!) / z;
  return out;
}
// @differentiable
// @check f({ a: 1.5, b: 2 }, "a")
export function f(d: Record<string, number>, k: string): number {
  return -Math.log(softmax(d)[k]!);
}
