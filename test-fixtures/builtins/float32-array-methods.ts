// @differentiable
export function f(v: Float32Array, k: number): number {
  const a = v.map((x) => x * k);
  const b = Float32Array.from(v, (x) => x * x);
  const c = new Float32Array(3);
  c.set(a);
  const d = c.slice(1).sort();
  let s = 0;
  for (let i = 0; i < d.length; i++) s += d[i]! * b[i]! * (i + 1);
  return s;
}

// @nonsmooth f(new Float32Array([0.5, 1.5, 0.75]), 0.7)
