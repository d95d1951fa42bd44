// @differentiable
export function f(xs: readonly number[]): number {
  let s = 1;
  for (let i = 0; i < xs.length; i++) {
    if (xs[i]! < 0) throw new Error("negative at " + i);
    s = s * Math.sqrt(xs[i]!);
  }
  return s;
}

// @check f([4, 2, 3])
// @throws f([4, -2, 3])
