// @differentiable modes: jvp, vjp, grad, hvp
export function f(xs: readonly number[], names: readonly string[]): number {
  const at = new Map(names.entries());
  const count = new Set(xs.keys()).size;
  return xs.reduce((s, x, i) => s + x * x * (at.get(i)?.length ?? 1), 0) * count;
}

// @check f([0.5, 1.5, 2.2], ["a", "bb"])
