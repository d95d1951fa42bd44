function scale(xs: number[], k: number): void {
  for (let i = 0; i < xs.length; i++) xs[i] = xs[i]! * k; // @expect AD2013
}

// @differentiable
export function f(x: number): number {
  const a = [x, x * x];
  scale(a, x);
  return a[0]! * a[1]!;
}
