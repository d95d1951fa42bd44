const { sin, atan2: angle } = Math;
const root = Math.sqrt;

// @differentiable
export function f(x: number, y: number): number {
  const { cos } = Math;
  const e = Math.exp;
  return sin(x) * cos(y) + angle(y, x) * root(x) + e(x) * Math["log"](y);
}

// @check f(1.3, 0.7)
