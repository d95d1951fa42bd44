function count(xs: readonly number[], limit: number): number {
  let n = 0;
  for (const x of xs) if (x > limit) n++;
  return n;
}

// @differentiable
export function f(xs: readonly number[], y: number): number {
  return count(xs, y) * y * y;
}

// @check f([1, 2, 3], 1.5)
