function sum(xs: readonly number[], from: number, to: number): number {
  if (to - from === 1) return xs[from]! * xs[from]!;
  const middle = (from + to) >> 1;
  return sum(xs, from, middle) * 0.5 + sum(xs, middle, to);
}

// @differentiable
export function f(xs: readonly number[]): number {
  return sum(xs, 0, xs.length);
}

// @check f([1, 2, 3, 4, 5])
