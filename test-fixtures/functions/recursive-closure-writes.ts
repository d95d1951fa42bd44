// @differentiable
export function f(xs: readonly number[]): number {
  let s = 1;
  const walk = (from: number): void => {
    if (from >= xs.length) return;
    s += s * xs[from]!;
    walk(from + 2);
    s *= xs[from]!;
  };
  walk(0);
  return s;
}

// @check f([0.5, 1.5, 3, 0.7])
