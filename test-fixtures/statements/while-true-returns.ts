// @differentiable
export function f(x: number): number {
  let s = x;
  while (true) {
    s = s * 1.7;
    if (s > 100) return s * x;
    if (s < 0) return -s;
  }
}

// @check f(1.5)
// @check f(-1.5)
