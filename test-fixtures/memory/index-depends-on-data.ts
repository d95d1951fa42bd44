// @differentiable
export function f(xs: readonly number[]): number {
  const bins = new Array<number>(4).fill(0);
  for (const x of xs) {
    const b = Math.min(3, Math.max(0, Math.floor(x)));
    bins[b] = bins[b]! + x * (bins[b]! + 1);
  }
  return bins[0]! * bins[1]! + bins[2]! * bins[3]!;
}

// @check f([0.3, 1.4, 2.2, 3.9, 1.6, 0.9, 2.4])
