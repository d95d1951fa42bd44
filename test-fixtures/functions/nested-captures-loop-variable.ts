// @differentiable
export function f(xs: readonly number[]): number {
  let s = 1;
  for (let i = 0; i < xs.length; i++) {
    const x = xs[i]!;
    const scaled = (t: number): number => t * x + i;
    s = scaled(s) + scaled(x);
  }
  return s;
}

// @check f([0.5, 1.5, 2])
