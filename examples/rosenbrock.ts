/** Rosenbrock's valley in any number of dimensions, written to be minimised by a library that keeps its own buffers. */

// @differentiable modes: into
export function valley(x: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i + 1 < x.length; i++) {
    const across = x[i + 1]! - x[i]! * x[i]!;
    const along = 1 - x[i]!;
    sum += 100 * across * across + along * along;
  }
  return sum;
}
