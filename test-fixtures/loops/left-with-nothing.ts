interface R { x: number }
// @differentiable
export function picky(xs: number[]): number {
  let best: R | undefined;
  let i = 0;
  out: {
    while (i < xs.length) {
      const x = xs[i]!;
      i++;
      if (!best) { best = { x }; continue; }
      if (x > 2) { best = undefined; break out; }
      best = { x: x * best.x };
    }
  }
  return best ? best.x * best.x : xs[0]! ** 2;
}

// @check picky([0.5, 1.1, 1.5, 0.3])
// @check picky([0.5, 1.1, 2.5, 0.3])
