// @differentiable
export function f(x: number): number {
  let s = x;
  const scaled = (t: number): number => t * s;
  const before = scaled(2);
  s = s * s;
  return scaled(x) + before * before;
}

// @check f(1.5)
// @closed value f(2) = 8 + 16
