// @differentiable
export function f(xs: readonly number[]): number {
  const mean = xs.reduce((s, x) => s + x, 0) / xs.length;
  const deviation = Math.sqrt(xs.map((x) => (x - mean) ** 2).reduce((s, d) => s + d, 0) / xs.length);
  return xs
    .map((x) => (x - mean) / deviation)
    .filter((z) => z > -1)
    .toSorted((a, b) => a - b)
    .slice(1)
    .reduce((s, z, i) => s + z * z * (i + 1), 0);
}

// @check f([0.5, 1.5, 2, -0.7, 0.1])
