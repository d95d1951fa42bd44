// @differentiable
export function f(xs: readonly number[], x: number): number {
  const i = Math.floor(x);
  const t = x - i;
  return xs[i]! * (1 - t) * (1 - t) + xs[i + 1]! * t * t;
}

// @check f([1.5, 2, 3, -1], 1.3)
