// @differentiable
export function f(xs: readonly number[], k: number): number {
  const ys = xs.map((x, i, all) => x * k + i * all[0]!);
  const labels = ys.map((y) => (y > 1 ? "large" : "small"));
  const pairs = ys.map((y, i) => ({ y, z: xs[i]! * y }));
  let s = 0;
  for (const [i, { y, z }] of pairs.entries()) s += labels[i] === "large" ? y * z : y - z * z;
  return s;
}

// @check f([0.5, 1.5, 2, -0.7], 1.2)
// @check f([], 1.2)
