function sorted(xs: readonly number[]): number[] {
  if (xs.length <= 1) return [...xs];
  const [pivot, ...rest] = xs;
  const below = rest.filter((x) => x < pivot!);
  const above = rest.filter((x) => x >= pivot!);
  return [...sorted(below), pivot!, ...sorted(above)];
}

// @differentiable
export function f(xs: readonly number[]): number {
  return sorted(xs).reduce((s, x, i) => s + x * x * (i + 1), 0);
}

// @check f([0.5, 2.5, -0.7, 1.5, 0.9])
