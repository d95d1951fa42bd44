function risky(xs: readonly number[], k: number): number {
  if (k >= xs.length) throw new RangeError("out of range");
  return xs[k]! * xs[0]!;
}

// @differentiable modes: jvp, vjp, grad, hvp
export function f(xs: readonly number[], k: 0 | 2 | 3): number {
  let best = xs[0]!;
  try {
    best = best * risky(xs, k);
    best = best * risky(xs, k + 1);
  } catch {
    best = xs.reduce((s, x) => s + x * best, 0);
  }
  return best;
}

// @check f([1.5, 0.5, 2], 0)
// @check f([1.5, 0.5, 2], 2)
// @check f([1.5, 0.5, 2], 3)
