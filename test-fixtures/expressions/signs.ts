// @differentiable
export function differences(x: number, y: number): number {
  const s = x - -2;
  const t = y - -Math.sin(x);
  return s * t - -3 * y * t;
}

// @differentiable
export function quotients(x: number, y: number): number {
  const s = -((x * y) / 3);
  const t = 2.5 - -(y / x) * s;
  return s * t + -(x * y) / t;
}

// @check differences(0.7, 1.2)
// @check quotients(0.7, 1.2)
