interface Best {
  score: number;
  at?: number;
}

// @differentiable
export function f(xs: readonly number[]): number {
  const best: Best = { score: xs[0]! };
  for (let i = 1; i < xs.length; i++) {
    if (xs[i]! > best.score) {
      best.score = xs[i]!;
      best.at = xs[i]! * xs[i - 1]!;
    }
  }
  return best.score * best.score + (best.at ?? 0) * best.score;
}

// @check f([1, 3, 2, 5])
// @check f([4, 3, 2])
