// @differentiable
export function products(x: number[]): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) {
    if (i >= 1) sum += (x[i - 2] ?? 0) * x[i - 1]! + x[i - 1]!;
  }
  return sum;
}

// @check products([2, 3, 5, 7])
// @closed grad products([2, 3, 5]) = [4, 3, 0]
