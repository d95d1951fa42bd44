/** Solves a · x = b without pivoting and returns the sum of squares of x. */
// @differentiable
export function f(a: readonly (readonly number[])[], b: readonly number[]): number {
  const n = b.length;
  const m: number[][] = [];
  for (let i = 0; i < n; i++) m.push([...a[i]!, b[i]!]);
  for (let k = 0; k < n; k++) {
    for (let i = k + 1; i < n; i++) {
      const factor = m[i]![k]! / m[k]![k]!;
      for (let j = k; j <= n; j++) m[i]![j]! -= factor * m[k]![j]!;
    }
  }
  const x = new Array<number>(n).fill(0);
  for (let i = n - 1; i >= 0; i--) {
    let s = m[i]![n]!;
    for (let j = i + 1; j < n; j++) s -= m[i]![j]! * x[j]!;
    x[i] = s / m[i]![i]!;
  }
  let sum = 0;
  for (const xi of x) sum += xi * xi;
  return sum;
}

// @check f([[4, 1, 0.5], [1, 3, -1], [0.2, -1, 5]], [1, 2, 3])
