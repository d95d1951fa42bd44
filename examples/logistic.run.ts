/**
 * Three groups of patients, of which a known share recovered. With an indicator for each group the optimum is known: the model
 * reproduces the shares, so its weights are log-odds.
 */
import assert from "node:assert/strict";
import { loss_grad, loss_vjp } from "./logistic.ad.ts";
import { closeTo } from "./support/close-to.ts";

const groups = [
  { size: 10, recovered: 3 },
  { size: 12, recovered: 9 },
  { size: 8, recovered: 5 },
];
const rows = groups.flatMap(({ size, recovered }, g) =>
  Array.from({ length: size }, (_, i) => ({ x: [1, g === 1 ? 1 : 0, g === 2 ? 1 : 0], y: i < recovered ? 1 : -1 })),
);
const features = Float64Array.from(rows.flatMap(({ x }) => x));
const labels = Float64Array.from(rows.map(({ y }) => y));

const logOdds = groups.map(({ size, recovered }) => Math.log(recovered / (size - recovered)));
const optimum = [logOdds[0]!, logOdds[1]! - logOdds[0]!, logOdds[2]! - logOdds[0]!];

// At zero every row is undecided: the gradient is −½ times the mean of y·x.
const atZero = loss_grad(new Float64Array(3), features, labels);
for (const [j, slope] of atZero.entries()) {
  closeTo(slope, (-0.5 * rows.reduce((sum, { x, y }) => sum + y * x[j]!, 0)) / rows.length);
}

const weights = new Float64Array(3);
console.log(" step        loss   slope");
for (let step = 0; step <= 4000; step++) {
  const { value, grad } = loss_vjp(weights, features, labels);
  if ([0, 1, 10, 100, 1000, 4000].includes(step)) {
    console.log(`${String(step).padStart(5)}  ${value.toFixed(8)}   ${Math.hypot(...grad).toExponential(1)}`);
  }
  for (let j = 0; j < weights.length; j++) weights[j]! -= 2 * grad[j]!;
}
console.log(`weights  ${Array.from(weights, (w) => w.toFixed(8)).join("  ")}`);
console.log(`log-odds ${optimum.map((w) => w.toFixed(8)).join("  ")}`);
for (const [j, w] of weights.entries()) closeTo(w, optimum[j]!);
assert.ok(loss_vjp(weights, features, labels).value < loss_vjp(new Float64Array(3), features, labels).value);
