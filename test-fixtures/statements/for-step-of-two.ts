// @differentiable
export function f(xs: readonly number[]): number {
  let s = 1;
  for (let i = 1; i < xs.length; i += 2) s = s * xs[i]! + xs[i - 1]!;
  return s;
}

// @check f([0.5, 1.5, -0.7, 2, 9])
