// @differentiable modes: jvp, vjp
export function multiply(a: readonly (readonly number[])[], b: readonly (readonly number[])[]): number[][] {
  return a.map((row) => b[0]!.map((_, j) => row.reduce((s, v, k) => s + v * b[k]![j]!, 0)));
}

// @differentiable modes: jvp, vjp
export function softmax(xs: readonly number[]): number[] {
  const top = Math.max(...xs);
  const exps = xs.map((x) => Math.exp(x - top));
  const total = exps.reduce((s, e) => s + e);
  return exps.map((e) => e / total);
}

// @check multiply([[1, 2], [0.5, -1], [3, 0.1]], [[0.5, 1.5, 2], [-0.7, 0.2, 1]])
// @check softmax([0.5, 1.5, -0.7])
