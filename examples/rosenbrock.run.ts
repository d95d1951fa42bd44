/** Minimised by `fmin`'s conjugate gradient, which hands in the array to put the gradient into. */
import assert from "node:assert/strict";
import { conjugateGradient } from "fmin";
import { valley_grad_into } from "./rosenbrock.ad.ts";
import { valley } from "./rosenbrock.ts";
import { closeTo } from "./support/close-to.ts";

const start = [-1.2, 1, 0.5, -0.4];

/** Written down by hand. */
function byHand(x: readonly number[]): number[] {
  const gradient = x.map(() => 0);
  for (let i = 0; i + 1 < x.length; i++) {
    const across = x[i + 1]! - x[i]! * x[i]!;
    gradient[i] = gradient[i]! - 400 * across * x[i]! - 2 * (1 - x[i]!);
    gradient[i + 1] = gradient[i + 1]! + 200 * across;
  }
  return gradient;
}

const buffer = start.map(() => Number.NaN);
assert.equal(valley_grad_into(start, buffer), valley(start));
for (const [i, expected] of byHand(start).entries()) closeTo(buffer[i]!, expected);

let calls = 0;
const found = conjugateGradient(
  (x: number[], xBar: number[] = x.map(() => 0)) => {
    calls++;
    return valley_grad_into(x, xBar);
  },
  start,
  { maxIterations: 500 },
);
console.log(`start   ${start.join("  ")}  value ${valley(start)}`);
console.log(`minimum ${found.x.map((value) => value.toFixed(8)).join("  ")}  value ${found.fx.toExponential(2)}`);
console.log(`after ${calls} evaluations of value and gradient`);
// The least value is 0, at (1, …, 1).
for (const value of found.x) closeTo(value, 1, 1e-5);
