// @differentiable
export function f(x: number): number {
  let s = x;
  settle: {
    s = s * s;
    if (s > 4) break settle;
    s = s * x + 1;
  }
  return s * x;
}

// @check f(3)
// @check f(1.2)
