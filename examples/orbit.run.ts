/**
 * The state-transition matrix. A leapfrog step is a symplectic map, so its Jacobian M satisfies Mᵀ Ω M = Ω exactly, whatever the
 * force; and M carries a small change of the start to the end.
 */
import assert from "node:assert/strict";
import { propagate_jacobian } from "./orbit.ad.ts";
import { propagate } from "./orbit.ts";
import type { State } from "./orbit.ts";
import { closeTo } from "./support/close-to.ts";

const start: State = [1.1, 0.2, -0.1, 0.05, 0.85, 0.3];
const [flattening, step, steps] = [1.08e-3, 0.01, 700];
const m = propagate_jacobian(start, flattening, step, steps);

/** Ω: position and velocity are conjugate. */
const omega = (i: number, j: number): number => (j === i + 3 ? 1 : i === j + 3 ? -1 : 0);
let worst = 0;
let largest = 0;
for (let i = 0; i < 6; i++) {
  for (let j = 0; j < 6; j++) {
    let sum = 0;
    for (let k = 0; k < 6; k++) {
      for (let l = 0; l < 6; l++) {
        sum += m[k]![i]! * omega(k, l) * m[l]![j]!;
        largest = Math.max(largest, Math.abs(m[k]![i]! * m[l]![j]!));
      }
    }
    worst = Math.max(worst, Math.abs(sum - omega(i, j)));
  }
}
console.log("state-transition matrix");
for (const row of m) console.log(row.map((value) => value.toFixed(4).padStart(10)).join(" "));
console.log(`Mᵀ Ω M − Ω: at most ${worst.toExponential(2)}, of terms up to ${largest.toFixed(1)}`);
assert.ok(worst <= 1e-11 * largest);

// Around a point mass the energy depends on the start alone: its gradient at the end, carried back by M, is its gradient at the start.
const energyGradient = ([x, y, z, ...velocity]: State): number[] => {
  const cube = Math.hypot(x, y, z) ** 3;
  return [x / cube, y / cube, z / cube, ...velocity];
};
const round: State = [1, 0, 0, 0, 1, 0];
const [fine, count] = [1e-4, 20_000];
const transition = propagate_jacobian(round, 0, fine, count);
const atEnd = energyGradient(propagate(round, 0, fine, count));
const carried = round.map((_, j) => atEnd.reduce((sum, value, i) => sum + value * transition[i]![j]!, 0));
for (const [j, expected] of energyGradient(round).entries()) {
  // The integration keeps the energy to the square of its step.
  if (expected !== 0) closeTo(carried[j]!, expected, 1e-7);
}
