// @differentiable
export function f(a: readonly number[], b: readonly number[]): number {
  const n = b.length + 1;
  const cost = new Float64Array((a.length + 1) * n);
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const d = a[i - 1]! - b[j - 1]!;
      const up = cost[(i - 1) * n + j]!;
      const left = cost[i * n + j - 1]!;
      cost[i * n + j] = d * d + 0.6 * up + 0.4 * left;
    }
  }
  return cost[a.length * n + b.length]!;
}

// @check f([1, 2, 0.5], [0.7, 1.5])
