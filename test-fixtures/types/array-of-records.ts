interface Sample {
  readonly at: number;
  readonly label: string;
  readonly value: number;
}

// @differentiable
export function loss(samples: readonly Sample[], slope: number): number {
  let s = 0;
  for (let i = 0; i < samples.length; i++) {
    const sample = samples[i]!;
    const r = sample.value - slope * sample.at;
    if (sample.label !== "outlier") s += r * r;
  }
  return s;
}

// @check loss([{ at: 1, label: "a", value: 2 }, { at: 2, label: "outlier", value: 9 }, { at: 3, label: "", value: 4 }], 1.4)
