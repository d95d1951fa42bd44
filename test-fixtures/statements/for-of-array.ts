// @differentiable
export function f(xs: readonly number[], y: number): number {
  let s = 1;
  for (const x of xs) s = s * x + y * x * x;
  return s;
}

// @check f([1.5, -0.5, 2], 0.7)
