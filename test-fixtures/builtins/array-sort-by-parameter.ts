function ranked(xs: readonly number[], before: (a: number, b: number) => number): number[] {
  return xs.toSorted(before);
}

// @differentiable
export function f(xs: readonly number[], t: number): number {
  const near = ranked(xs, (a, b) => Math.abs(a - t) - Math.abs(b - t));
  const large = ranked(xs, (a, b) => b - a);
  return near.reduce((s, x, i) => s + x * large[i]! ** 2 * (i + 1), 0);
}

// @check f([0.5, 1.5, 2.2, -0.7], 1.3)
