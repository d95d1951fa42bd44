/**
 * Rounding made visible: every operation that a tangent goes through may be disturbed by a small relative amount. What the result then moves
 * by, over the amount, is how much of the rounding of its parts it keeps: the floor below which two ways to compute it need not agree.
 */
let amplitude = 0;
let depth = 0;
let state = 1;

/** Runs with every operation on tangents disturbed; a seed gives one set of disturbances. */
export function disturbed<T>(relative: number, seed: number, run: () => T): T {
  amplitude = relative;
  state = seed;
  try {
    return run();
  } finally {
    amplitude = 0;
    depth = 0;
  }
}

/** Runs what only a tangent sees: partials, and what they are multiplied with. */
export function onTangents<T>(run: () => T): T {
  if (amplitude === 0) return run();
  depth++;
  const result = run();
  depth--;
  return result;
}

/** The result of an operation on plain numbers. */
export function rounded(x: number): number {
  if (depth === 0) return x;
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
  return x * (1 + amplitude * (state / 0x8000_0000));
}
