// @differentiable
export function mapped(xs: readonly number[]): number {
  const ys = xs.map((x) => x * x); // @expect AD2017
  return ys[0]!;
}
