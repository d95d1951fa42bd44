// @differentiable
export function f(xs: readonly number[], k: number): number {
  const a = [...xs];
  const found =
    a.find((x, i) => {
      a[i] = x * k;
      return x > 1;
    }) ?? k;
  return found * found + a.reduce((s, x) => s + x * x, 0);
}

// @check f([0.5, 1.5, 2], 0.7)
// @check f([0.5], 0.7)
