// @differentiable
export function f(xs: readonly number[], where: readonly (0 | 1 | 2)[]): number {
  const bins = new Float64Array(3);
  for (let i = 0; i < xs.length; i++) bins[where[i]!]! += xs[i]! * xs[i]!;
  let s = 0;
  for (let b = 0; b < 3; b++) s += bins[b]! * bins[b]!;
  return s;
}

// @check f([1, 2, 0.5, -1], [0, 2, 2, 1])
