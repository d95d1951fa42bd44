/** Cholesky's decomposition, flat, and the logarithm of the determinant. */
// @differentiable
export function f(a: Float64Array, b: readonly number[]): number {
  const n = b.length;
  const l = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let s = a[i * n + j]!;
      for (let k = 0; k < j; k++) s -= l[i * n + k]! * l[j * n + k]!;
      l[i * n + j] = i === j ? Math.sqrt(s) : s / l[j * n + j]!;
    }
  }
  let sum = 0;
  const y: number[] = [];
  for (let i = 0; i < n; i++) {
    let s = b[i]!;
    for (let k = 0; k < i; k++) s -= l[i * n + k]! * y[k]!;
    y.push(s / l[i * n + i]!);
    sum += Math.log(l[i * n + i]!) + y[i]! * y[i]!;
  }
  return sum;
}

// @check f(Float64Array.of(4, 1, 0.5, 1, 3, -1, 0.5, -1, 5), [1, 2, 3])
