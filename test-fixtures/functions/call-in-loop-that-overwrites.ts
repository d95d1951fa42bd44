function smooth(xs: readonly number[], i: number): number {
  return xs[i]! * xs[i + 1]! * 0.5 + xs[i]!;
}

// @differentiable
export function f(x: number): number {
  const a = [x, x * x, 1, x];
  for (let k = 0; k < 2; k++) for (let i = 0; i < 3; i++) a[i] = smooth(a, i);
  return a[0]! * a[1]! + a[2]!;
}

// @check f(0.8)
