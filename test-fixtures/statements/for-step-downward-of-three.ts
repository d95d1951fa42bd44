// @differentiable
export function f(xs: readonly number[]): number {
  let s = 1;
  for (let i = xs.length - 1; i > 0; i -= 3) s = Math.sin(s * xs[i]!) + xs[i]!;
  return s;
}

// @check f([0.5, 1.5, -0.7, 2, 9, 0.1, 1.1])
