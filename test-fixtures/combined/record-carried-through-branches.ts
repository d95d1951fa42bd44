interface Best {
  readonly value: number;
  readonly at: { readonly x: number; readonly index: number };
}

// @differentiable
export function f(xs: readonly number[], scale: number): number {
  let best: Best = { value: -1, at: { x: 0, index: -1 } };
  for (let i = 0; i < xs.length; i++) {
    const value = scale * xs[i]! * xs[i]!;
    if (value > best.value) best = { value, at: { x: xs[i]! * scale, index: i } };
    else if (best.at.index === 1) best = { ...best, value: best.value + xs[i]! };
  }
  return best.value * best.at.x;
}

// @check f([1, 2, 0.5, 1.5], 0.7)
