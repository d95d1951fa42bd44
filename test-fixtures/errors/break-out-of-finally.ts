// @differentiable
export function f(x: number): number {
  let s = x;
  for (let i = 0; i < 3; i++) {
    try {
      s *= x;
    } finally {
      if (s > 10) break; // @expect AD2004
    }
  }
  return s;
}
