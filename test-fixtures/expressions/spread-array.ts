// @differentiable
export function f(xs: readonly number[], y: number): number {
  const all = [y, ...xs, y * y, ...xs];
  let s = 0;
  for (let i = 0; i < all.length; i++) s += all[i]! * all[i]! * (i + 1);
  return s;
}

// @check f([1, 2], 3)
// @closed grad f([1, 2], 3) = [[2 * 2 + 2 * 5, 4 * 3 + 4 * 6], 6 + 4 * 27 * 4]
