// @differentiable
export function logSumExp(xs: readonly number[]): number {
  const m = Math.max(...xs);
  let s = 0;
  for (const x of xs) s += Math.exp(x - m);
  return m + Math.log(s);
}

// @check logSumExp([1, 3, 2])
// @check logSumExp([1000, 1001])
