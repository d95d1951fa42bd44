// @differentiable
export function f(xs: readonly (number | undefined)[], fallback: number): number {
  let s = 1;
  for (let i = 0; i < xs.length; i++) s = s * (xs[i] ?? fallback) + fallback;
  return s;
}

// @check f([1.5, undefined, 2], 0.7)
// @check f([undefined], 0.7)
