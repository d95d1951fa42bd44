// @differentiable wrt: xs, k
export function f(xs: readonly number[], n: number, k: number): number {
  const a = Array.from(xs);
  a[0] = a[0]! * k;
  const b = Array.from({ length: n }, (_, i) => xs[i % xs.length]! * (i + k));
  const c = Array.from(xs, (x, i) => x * x * i);
  const d = Array.from(xs.keys(), (i) => xs[i]! * i);
  const e = Array.from(xs.entries(), ([i, x]) => x * i * k);
  const g = [...xs.values()].concat(Array.of(k, k * k));
  const h = Array.from(new Set([2, 3]), (t) => t * k);
  let s = 0;
  for (const list of [a, b, c, d, e, g, h]) for (const [i, x] of list.entries()) s = s * 0.9 + x * x * (i + 1);
  return s;
}

// @check f([0.5, 1.5, 2], 4.5, 0.7)
// @check f([0.5, 1.5, 2], -1, 0.7)
