function first<T>(xs: readonly T[]): T { // @expect AD2009
  return xs[0]!;
}

// @differentiable
export function f(xs: readonly number[]): number {
  return first(xs) * xs[1]!;
}
