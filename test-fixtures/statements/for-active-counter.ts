// @differentiable
export function f(x: number, rate: number): number {
  let s = 0;
  for (let t = x; t < 5; t *= rate) s += Math.sin(t) * t;
  return s;
}

// @check f(0.7, 1.6)
