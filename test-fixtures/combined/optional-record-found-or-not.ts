function find(xs: readonly number[], limit: number): { readonly x: number } | undefined {
  for (const x of xs) if (x > limit) return { x: x * x };
  return undefined;
}

// @differentiable
export function f(xs: readonly number[], limit: number): number {
  const found = find(xs, limit);
  return found === undefined ? xs[0]! * xs[0]! : found.x * limit;
}

// @check f([1, 2, 3], 1.5)
// @check f([1, 2, 3], 5)
