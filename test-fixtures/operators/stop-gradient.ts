import { stopGradient } from "@adgen/runtime";

// @differentiable
export function scaled(x: number, y: number): number {
  const scale = stopGradient(x * x + 1);
  return (x * y) / scale + stopGradient(y) * x;
}

// The array is the same one, with what is written to it afterwards; derivatives pass by one of its names only.
// @differentiable
export function weighted(xs: readonly number[]): number {
  const ys = xs.map((x) => x * x);
  const weights = stopGradient(ys);
  let sum = 0;
  for (let i = 0; i < ys.length; i++) sum += weights[i]! * ys[i]!;
  ys[0] = 5 * ys[0]!;
  return sum + weights[0]! * xs[0]!;
}

// @closed value scaled(2, 3) = 6 / 5 + 6
// @closed grad scaled(2, 3) = [3 / 5 + 3, 2 / 5]
// @closed hvp scaled(2, 3)(1, 0) = [0, 1 / 5]
// @closed value weighted([2, 3]) = 16 + 81 + 40
// @closed grad weighted([2, 3]) = [4 * 4 + 20, 9 * 6]
