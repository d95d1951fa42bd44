// @differentiable
export function f(xs: readonly number[]): number {
  let total = 0;
  let last = 1;
  for (let i = 0; i < xs.length; i++) {
    total += last * xs[i]!;
    last = xs[i]! * xs[i]!;
    total = total * 0.9;
  }
  return total * last;
}

// @check f([1, 0.5, 2])
