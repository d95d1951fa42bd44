/** The first program of the suite: a square, whose derivative is the double. */

// @differentiable
export function square(x: number): number {
  return x * x;
}
