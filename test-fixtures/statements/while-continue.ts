// @differentiable
export function f(x: number): number {
  let s = x;
  let i = 0;
  while (i < 6) {
    i++;
    if (s > 3) {
      s = s * 0.5;
      continue;
    }
    s = s * s + 0.3;
  }
  return s;
}

// @check f(1.4)
