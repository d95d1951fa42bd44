function scale(xs: number[], k: number): void {
  for (let i = 0; i < xs.length; i++) xs[i] = xs[i]! * k;
}

// @differentiable
export function f(x: number): number {
  const a = [x, x * x];
  scale(a, x);
  return a[0]! * a[1]!;
}

// @check f(1.3)
