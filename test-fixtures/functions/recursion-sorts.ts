function sorted(xs: readonly number[]): readonly number[] {
  if (xs.length <= 1) return xs;
  const pivot = xs[0]!;
  const low: number[] = [];
  const high: number[] = [];
  for (let i = 1; i < xs.length; i++) {
    if (xs[i]! < pivot) low.push(xs[i]!);
    else high.push(xs[i]!);
  }
  return [...sorted(low), pivot, ...sorted(high)];
}

// @differentiable
export function weighted(xs: readonly number[]): number {
  const order = sorted(xs);
  let s = 0;
  for (let i = 0; i < order.length; i++) s += (i + 1) * order[i]! * order[i]!;
  return s;
}

// @check weighted([3, 1, 2, 5, 4])
// @closed grad weighted([2, 1]) = [8, 2]
