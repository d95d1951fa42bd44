// @differentiable
export function f(xs: readonly number[], y: number): number {
  const all: number[] = [];
  const length = all.push(y, y * y);
  all.push(...xs, xs[0]! * y);
  let s = length;
  for (let i = 0; i < all.length; i++) s = s * 0.5 + all[i]! * all[i]!;
  return s;
}

// @check f([1.5, 2], 0.7)
