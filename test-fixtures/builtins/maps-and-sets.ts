// @differentiable modes: jvp, vjp, grad, hvp
export function f(xs: readonly number[], names: readonly string[]): number {
  const seen = new Set<string>();
  const labels = new Map<string, string>([["a", "first"]]);
  const year = new Date(0).getUTCFullYear();
  let s = 0;
  for (const [i, name] of names.entries()) {
    if (seen.has(name)) continue;
    seen.add(name);
    labels.set(name, name.toUpperCase());
    s += xs[i]! * xs[i]! * labels.size;
  }
  return year === 1970 && /^[a-z]$/.test(names[0]!) ? s * xs[0]! : s;
}

// @check f([0.5, 1.5, 2], ["a", "b", "a"])
