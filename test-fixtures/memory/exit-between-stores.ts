// @differentiable
export function f(xs: readonly number[], limit: number): number {
  const a = [1, 1];
  for (const x of xs) {
    a[0] = a[0]! * x;
    if (a[0] > limit) return a[0] * a[1]!;
    a[1] = a[1]! + a[0] * x;
    if (x < 0) break;
    a[0] = a[0] + 0.5;
  }
  return a[0]! + a[1]! * a[1]!;
}

// @check f([1.5, 2, 3], 3.7)
// @check f([1.5, -2, 3], 40)
// @check f([1.5, 2, 3], 400)
