// @differentiable
export function f(x: number): number {
  let s = x;
  let i = 0;
  for (i = 0; i < 10; i++) {
    s = s * 1.5;
    if (s > 4) break;
  }
  return s * i + x * x * i;
}

// @check f(1)
