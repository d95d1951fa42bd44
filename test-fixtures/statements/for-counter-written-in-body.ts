// @differentiable
export function f(x: number, xs: readonly number[]): number {
  let s = x;
  for (let i = 0; i < xs.length; i++) {
    s = s * xs[i]!;
    if (xs[i]! < 0) i++;
  }
  return s;
}

// @check f(2, [1.5, -0.5, 7, 3, -2])
