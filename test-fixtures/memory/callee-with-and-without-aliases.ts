// @differentiable
export function f(x: readonly number[], y: readonly number[]): number {
  const p = Float64Array.from(x);
  const q = Float64Array.from(y);
  const r = Float64Array.from(x);
  scale(q, p);
  scale(r, r);
  let s = 0;
  for (let i = 0; i < r.length; i++) s += q[i]! * r[i]!;
  return s;
}

function scale(a: Float64Array, b: Float64Array): void {
  for (let i = 0; i < a.length; i++) {
    const w = Math.sin(a[i]!) * b[0]!;
    if (w > 0.2) a[i] = w * b[1]!;
    else a[i] = Math.exp(w * b[0]!);
    a[i] = a[i]! + Math.cos(b[i]!) * w;
  }
}

// @check f([0.4, 1.3], [0.7, 0.2])
