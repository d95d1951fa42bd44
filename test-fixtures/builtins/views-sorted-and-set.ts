// @differentiable
export function f(v: Float64Array, k: number): number {
  const a = v.slice();
  const tail = a.subarray(1);
  tail.sort();
  a.set(tail, 0);
  tail.set(a.subarray(0, 2), 1);
  tail.reverse();
  a.fill(k * a[0]!, 1, 2);
  return a.reduce((s, x, i) => s + x * x * (i + 1), 0) * tail[0]!;
}

// @check f(new Float64Array([0.5, 2.5, 1.5, 0.9]), 0.8)
