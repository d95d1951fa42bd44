const half = 0.5;
const table = [1, 2, 4] as const;
const weights: readonly number[] = [0.3, -0.7, 1.1];
const settings = { rate: 0.2, inner: { shift: 3 } };

// @differentiable
export function f(x: number): number {
  let s = half * x;
  for (let i = 0; i < weights.length; i++) s += weights[i]! * x ** table[i]!;
  return s * settings.rate + settings.inner.shift * x * x;
}

// @check f(1.3)
