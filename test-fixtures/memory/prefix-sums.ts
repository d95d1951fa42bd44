// @differentiable
export function f(xs: readonly number[]): number {
  const sums: number[] = [];
  let s = 0;
  for (const x of xs) {
    s += x * x;
    sums.push(s);
  }
  let r = 0;
  for (let i = 0; i < sums.length; i++) r += sums[i]! * sums[i]!;
  return r;
}

// @check f([1, 2, 0.5])
