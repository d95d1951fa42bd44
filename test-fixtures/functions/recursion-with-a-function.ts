function simpson(g: (t: number) => number, a: number, b: number, depth: number): number {
  const m = (a + b) / 2;
  if (depth === 0) return ((b - a) / 6) * (g(a) + 4 * g(m) + g(b));
  return simpson(g, a, m, depth - 1) + simpson(g, m, b, depth - 1);
}

// @differentiable
export function f(k: number, end: number): number {
  return simpson((t) => Math.exp(k * t), 0, end, 2);
}

// @check f(0.4, 1.5)
