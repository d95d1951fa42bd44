function weigh(a: number, ...rest: readonly number[]): number {
  let s = a * a;
  for (const r of rest) s = s * r + a;
  return s;
}

// @differentiable
export function f(x: number, ys: readonly number[]): number {
  return weigh(x, x * x, ...ys);
}

// @check f(1.2, [0.5, 2])
// @check f(1.2, [])
