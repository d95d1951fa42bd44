function dot(a: readonly number[], b: readonly number[]): number {
  let s = 0;
  for (let i = 0; i < a.length; i++) s += a[i]! * b[i]!;
  return s;
}

// @differentiable
export function f(xs: readonly number[]): number {
  return dot(xs, xs) * xs[0]!;
}

// @check f([2, 3])
// @closed grad f([2, 3]) = [13 + 8, 12]
