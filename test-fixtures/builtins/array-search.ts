// @differentiable
export function f(xs: readonly number[], y: number): number {
  const a = [...xs, y, y];
  const at = a.indexOf(y);
  const scale = a.includes(y) ? at + a.lastIndexOf(y) : 0;
  if (a.join(" ").length > 40) return y;
  return scale * y * y + a.indexOf(7) * y + a[at]! * xs[0]!;
}

// @nonsmooth f([0.5, 1.5], 0.25)
// @closed grad f([0.5, 1.5], 0.25) = [[0.25, 0], 2 * 5 * 0.25 - 1 + 0.5]
