// @differentiable wrt: x, m
export function f(x: number, m: number[][], i: number): number {
  const a = m.map((r) => r.slice());
  let s = x;
  try {
    s = x * x;
    a[i]![1] = s * x;
    s *= 2 * a[0]![0]!;
  } catch {
    s = s * 3 + x * a[1]![1]!;
  }
  return s;
}

// @check f(2, [[1, 2], [3, 4]], 1)
// @check f(2, [[1, 2], [3, 4]], 5)
