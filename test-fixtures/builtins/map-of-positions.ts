// @differentiable modes: jvp, vjp, grad, hvp
export function f(xs: readonly number[], names: readonly string[]): number {
  const at = new Map<string, number>();
  names.forEach((name, i) => {
    if (!at.has(name)) at.set(name, i);
  });
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return names.reduce((s, name) => s + xs[at.get(name)!]! ** 2 * counts.get(name)!, 0);
}

// @check f([0.5, 1.5, 2], ["a", "b", "a"])
