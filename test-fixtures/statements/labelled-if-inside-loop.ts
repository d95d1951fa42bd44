// @differentiable
export function f(xs: readonly number[]): number {
  let s = 1;
  for (const x of xs) {
    part: if (x > 0) {
      s = s * x;
      if (s > 5) break part;
      s = s + x * x;
    }
    s = s + 0.1 * s * s;
  }
  return s;
}

// @check f([1.2, -3, 2.5, 0.4])
