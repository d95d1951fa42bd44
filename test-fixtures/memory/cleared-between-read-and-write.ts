// @differentiable
export function refilled(x: number, y: number): number {
  const xs = [x, y, x * y];
  const first = xs[0]!;
  xs.length = 0;
  xs[0] = first + y * y;
  return xs[0] * xs[0] + xs.length;
}

// @differentiable
export function pushedBetween(xs: number[], y: number): number {
  const first = xs[0]!;
  xs.length = 0;
  xs.push(1);
  xs[0] = first * 1 + y * y;
  return xs[0] * y;
}

// @check refilled(0.7, 1.3)
// @check pushedBetween([0.5, 0.25], 1.3)
// @writes pushedBetween(xs)
