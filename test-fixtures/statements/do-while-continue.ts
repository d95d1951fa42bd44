// @differentiable
export function f(x: number): number {
  let s = x;
  let i = 0;
  do {
    i++;
    if (i % 2 === 0) continue;
    s = s * s * 0.7 + x;
  } while (i < 5);
  return s;
}

// @check f(0.8)
