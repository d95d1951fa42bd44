// @differentiable
// @check f([1, 3, 2, 0.5], 1.5)
// @check f([1, 1, 1], 1.5)
export function f(xs: readonly number[], x: number): number {
  const rest = xs.map((v) => v * x);
  while (rest.length > 1) {
    if (rest[rest.length - 1]! > 2) break;
    rest.pop();
  }
  return rest.reduce((s, v) => s + v * v, 0);
}
