// @differentiable
export function f(x: number): number {
  const y = x * x;
  let s = y;
  for (let i = 0; i < 2; i++) {
    const y = s * x;
    if (i > 0) {
      const x = y * y;
      s = s + x;
    }
    s = s + y;
  }
  return s * y;
}

// @check f(1.1)
