// @differentiable
export function f(xs: number[], k: number): number {
  const t = xs.pop()!;
  xs.push(t * k);
  xs.push(xs[0]! * t);
  xs[5] = k * t;
  xs.length = 4;
  return t * xs[2]!;
}

// @writes f(xs)
// @check f([1.2, 0.7, 2], 0.6)
