// `Float64Array.from({ length })` is full of NaN, an integer array of 0, until something else stands there.
// @differentiable
export function weighted(xs: number[]): number {
  const weights = Float64Array.from({ length: xs.length }).fill(0.5);
  const counts = Int8Array.from({ length: xs.length });
  let sum = 0;
  for (let i = 0; i < xs.length; i++) {
    counts[i]! += i;
    weights[i]! += xs[i]!;
    sum += weights[i]! * xs[i]! * counts[i]!;
  }
  return sum;
}
// @check weighted([0.3, 1.2, 2.1])
