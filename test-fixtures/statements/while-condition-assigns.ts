// @differentiable
export function f(x: number): number {
  let s = x;
  let t = 0;
  while ((t = s * s) < 30) s = t + x;
  return s * t;
}

// @check f(1.3)
