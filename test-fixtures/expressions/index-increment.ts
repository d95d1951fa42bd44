// @differentiable
export function f(xs: readonly number[]): number {
  let i = 0;
  let s = xs[i++]! * xs[i++]!;
  while (i < xs.length) s = s * s + xs[i++]!;
  return s;
}

// @check f([0.5, 1.5, 2, 0.3])
