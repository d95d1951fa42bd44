interface Sample {
  readonly at: readonly number[];
  readonly label: number;
}

function distance(a: readonly number[], b: readonly number[]): number {
  return Math.hypot(...a.map((x, i) => x - b[i]!));
}

// @differentiable wrt: samples, point
export function f(samples: readonly Sample[], point: readonly number[], k = 2): number {
  const nearest = samples
    .map((sample) => ({ label: sample.label, d: distance(sample.at, point) }))
    .sort((a, b) => a.d - b.d)
    .slice(0, k);
  const weights = nearest.map(({ d }) => 1 / (1e-3 + d * d));
  const total = weights.reduce((s, w) => s + w, 0);
  return nearest.reduce((s, { label }, i) => s + (label * weights[i]!) / total, 0);
}

// @nonsmooth f([{ at: [0, 1], label: 2 }, { at: [1, 0.5], label: 3 }, { at: [2, 2], label: -1 }], [0.6, 0.8])
