// @differentiable
export function f(v: Float64Array, k: number): number {
  const a = v.slice(1);
  const b = v.map((x, i) => x * k * i);
  const c = a.filter((x) => x > 0.6);
  a.fill(k * k, 0, 1);
  b.reverse();
  const d = v.toReversed();
  const e = v.with(-1, k);
  let s = v.reduce((t, x) => t + x * x, 0) + v.reduceRight((t, x) => t * k + x);
  b.forEach((x, i) => {
    s += x * d[i]! * e[i]!;
  });
  if (v.some((x) => x > 1) && v.every((x) => x > -5)) s *= k;
  return s + a[0]! * c[0]! + v.at(-1)! * v.indexOf(1.5) + (v.find((x) => x > 1) ?? 0) * v.findIndex((x) => x > 1);
}

// @nonsmooth f(new Float64Array([0.5, 1.5, 0.9]), 0.7)
