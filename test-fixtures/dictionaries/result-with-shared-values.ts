// @differentiable
// @check f([1, 2])
export function f(xs: readonly number[]): Record<string, number[]> {
  const row = xs.map((x) => x * x);
  return { a: row, b: row, c: [...row, 3] };
}
