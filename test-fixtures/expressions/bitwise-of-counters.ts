// @differentiable
export function f(x: number): number {
  let s = x;
  for (let i = 0; i < 8; i++) {
    if ((i & 1) === 0) s = s * x;
    if ((i >> 1) % 2 === 1) s = s + (i ^ 3) * x;
  }
  return s;
}

// @check f(0.9)
