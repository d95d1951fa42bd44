// @differentiable wrt: xs
export function f(xs: Float64Array, width: number): number {
  const averages: number[] = [];
  for (let i = 0; i + width <= xs.length; i++) {
    const window = xs.slice(i, i + width);
    const mean = window.reduce((s, x) => s + x, 0) / width;
    averages.push(window.map((x) => (x - mean) ** 2).reduce((s, x) => s + x));
  }
  outer: for (const [i, a] of averages.entries()) {
    for (const b of averages.slice(i + 1)) {
      if (a > b * 3) break outer;
      if ([a, b].some((v) => v < 0.05)) continue outer;
      averages[i]! += a * b;
    }
  }
  return averages.reduce((s, a) => s + a * a, 0);
}

// @check f(new Float64Array([0.5, 1.5, -0.7, 2, 0.1, 0.9]), 3)
