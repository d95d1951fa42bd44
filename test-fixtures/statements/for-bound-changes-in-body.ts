// @differentiable
export function f(x: number): number {
  let n = 3;
  let s = x;
  for (let i = 0; i < n; i++) {
    s = s * s * 0.5 + x;
    if (i === 1) n = 5;
  }
  return s;
}

// @check f(0.6)
