function powers(x: number, n: number): number[] {
  if (n === 0) return [1];
  const before = powers(x, n - 1);
  const last = before[before.length - 1]!;
  return [...before, last * x];
}

// @differentiable
export function f(x: number, weights: readonly number[]): number {
  const all = powers(x, weights.length - 1);
  let s = 0;
  for (let i = 0; i < all.length; i++) s += all[i]! * weights[i]!;
  return s;
}

// @check f(1.3, [2, -1, 0.5, 3])
// @closed grad f(1, [1, 2, 3]) = [8, [1, 1, 1]]
