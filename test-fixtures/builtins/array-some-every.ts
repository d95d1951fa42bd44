// @differentiable
export function f(xs: readonly number[], k: number): number {
  let seen = k;
  const isLarge = xs.some((x) => {
    seen *= x;
    return x > 1;
  });
  const isPositive = xs.every((x, i) => x + i > 0);
  return (isLarge ? seen * k : seen + k) * (isPositive ? k : 2 * k * k);
}

// @check f([0.5, 1.5, 2], 0.7)
// @check f([0.5, 0.6], 0.7)
// @check f([-0.5, 1.6, -3], 0.7)
// @check f([], 0.7)
