/** How near two results must be. */
import { disturbed } from "../oracle/noise.ts";

/** To eleven digits, or both not finite in the same way. */
export function agree(a: number, b: number, tolerance = 1e-11): boolean {
  if (Object.is(a, b) || (Number.isNaN(a) && Number.isNaN(b))) return true;
  return Math.abs(a - b) <= tolerance * Math.max(Math.abs(a), Math.abs(b));
}

const amplitude = 1e-11;
const unit = 2 ** -53;

/**
 * What the rounding of its parts leaves uncertain of each number that `compute` gives by duals: what it moves by when every operation on
 * tangents is disturbed by 1e-11, brought down to the size of real roundings, and with a margin for the ways to round that were not tried.
 */
export function floorOf(compute: () => readonly number[]): readonly number[] {
  const still = compute();
  const most = still.map(() => 0);
  for (const seed of [11, 222, 3333, 44_444]) {
    for (const [i, x] of disturbed(amplitude, seed, compute).entries()) {
      const moved = Math.abs(x - still[i]!);
      if (moved > most[i]!) most[i] = moved;
    }
  }
  return most.map((moved) => (128 * moved * unit) / amplitude);
}
