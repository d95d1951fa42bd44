// @differentiable
export function f(xs: readonly number[], k: number): number {
  const a = xs.map((x) => x * k);
  a.length = 2;
  a.push(k);
  const s = a.reduce((t, x) => t * x + x, 1);
  a.length = 0;
  return s * (a.at(0) ?? k);
}

// @check f([0.5, 1.5, 0.9], 0.8)
