function settle(s: number, x: number): number {
  let t = s;
  for (let k = 0; k < 20; k++) {
    if (Math.abs(t * t - x) < 0.5) return t * x;
    t = 0.5 * (t + x / t);
  }
  return t;
}

// @differentiable
export function f(x: number, n: number): number {
  let s = x;
  for (let i = 0; i < 3; i++) {
    s = settle(s, x + i) + s * 0.1;
    s = s * n;
  }
  return s;
}

// @check f(2.3, 0.7)
