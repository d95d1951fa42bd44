interface Sample {
  readonly at: number;
  readonly weight?: number;
}

// @differentiable
export function loss(samples: readonly Sample[], slope: number): number {
  let s = 0;
  for (const { at, weight = 1 } of samples) {
    const r = slope * at - 1;
    s += weight * r * r;
  }
  return s;
}

// @check loss([{ at: 1, weight: 2 }, { at: 2 }, { at: 3, weight: 0.5 }], 0.7)
