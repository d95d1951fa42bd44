// @differentiable
export function f(x: number): number {
  let s = x;
  for (;;) {
    if (s > 50) break;
    s = s * s + x;
  }
  return s;
}

// @check f(1.5)
// @check f(60)
