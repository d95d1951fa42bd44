function first<T>(xs: readonly T[]): T {
  return xs[0]!;
}

// @differentiable
export function f(xs: readonly number[]): number {
  return first(xs) * xs[1]!; // @expect AD2009
}
