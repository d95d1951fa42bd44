// @differentiable
export function f(xs: readonly number[], v: Float64Array, k: number): number {
  const a = new Float64Array(xs);
  const b = new Float64Array(v);
  const c = Float64Array.from(xs);
  const d = Float64Array.from(xs, (x, i) => x * i * k);
  const e = Float64Array.of(k, k * k, 3);
  const g = Float64Array.from({ length: 3 }, (_, i) => i * k);
  const h = new Float64Array(xs.map((x) => x * k));
  const none = new Float64Array();
  b[0] = b[0]! * k;
  c[1] = k;
  let s = none.length;
  for (const list of [a, b, c, d, e, g, h]) for (let i = 0; i < list.length; i++) s = s * 0.9 + list[i]! ** 2 * (i + 1);
  return s + v[0]! * xs[1]!;
}

// @check f([0.5, 1.5, 2], new Float64Array([0.3, 0.9]), 0.7)
