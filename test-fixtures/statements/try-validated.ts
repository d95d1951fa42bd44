function validate(xs: readonly number[], most: number): void {
  if (xs.length > most) throw new RangeError(`at most ${most}`);
  for (const x of xs) if (!Number.isFinite(x)) throw new TypeError("not finite");
}

// @differentiable modes: jvp, vjp, grad, hvp
export function f(xs: readonly number[], most: 2 | 3): number {
  let n = xs.length;
  try {
    validate(xs, most);
  } catch {
    n = Math.min(n, most);
  }
  let s = 1;
  for (let i = 0; i < n; i++) s *= xs[i]!;
  return s;
}

// @check f([1.5, 2.5, 0.5], 3)
// @check f([1.5, 2.5, 0.5], 2)
