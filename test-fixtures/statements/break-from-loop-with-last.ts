// @differentiable wrt: x, xs
export function f(x: number, xs: readonly number[], last: number): number {
  let s = x;
  for (let i = 0; i <= last; i++) {
    s = s * xs[i]! + x;
    if (s > 4) break;
  }
  for (let i = last; i >= 0; i--) {
    if (s < 0) break;
    s = s * Math.cos(xs[i]!) - x;
  }
  return s;
}

// @check f(0.7, [0.5, 1.5, 2.5], 2)
// @check f(1.7, [1.5, 2.5, 0.5], 2)
