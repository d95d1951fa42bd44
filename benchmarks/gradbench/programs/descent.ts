/** Gradient descent with a step that doubles after ten successes and halves after a failure, as the suite has it. */

function distance(a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i]! - b[i]!) ** 2;
  return Math.sqrt(sum);
}

function norm(a: readonly number[]): number {
  let sum = 0;
  for (const value of a) sum += value * value;
  return Math.sqrt(sum);
}

const tolerance = 1e-5;

/** Where the descent from `start` stops. */
export function argmin(
  f: (x: readonly number[]) => number,
  gradient: (x: readonly number[]) => readonly number[],
  start: readonly number[],
): readonly number[] {
  let x = start;
  let value = f(x);
  let slope = gradient(x);
  let step = 1e-5;
  let successes = 0;
  for (;;) {
    if (norm(slope) <= tolerance) return x;
    if (successes === 10) {
      step *= 2;
      successes = 0;
      continue;
    }
    const next = x.map((component, i) => component - step * slope[i]!);
    if (distance(x, next) <= tolerance) return x;
    const nextValue = f(next);
    if (nextValue < value) {
      x = next;
      value = nextValue;
      slope = gradient(x);
      successes++;
    } else {
      step /= 2;
      successes = 0;
    }
  }
}
