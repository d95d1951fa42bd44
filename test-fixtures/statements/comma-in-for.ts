// @differentiable
export function f(x: number): number {
  let s = x;
  for (let i = 0, t = x; i < 3; i++, t = t * t, s = s + t) s = s * x;
  return s;
}

// @check f(1.1)
