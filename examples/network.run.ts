/** The gradient against backpropagation written by hand, then training by gradient descent with momentum. */
import assert from "node:assert/strict";
import { loss_grad } from "./network.ad.ts";
import { loss, weightCount } from "./network.ts";
import type { Network } from "./network.ts";
import { closeTo } from "./support/close-to.ts";

const network: Network = { inputs: 2, hidden: 8 };
const { inputs, hidden } = network;

/** A small generator of numbers in (-1, 1), so that every run is the same. */
let state = 42;
function random(): number {
  state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
  return (2 * state) / 2_147_483_648 - 1;
}
const xs = Array.from({ length: 64 }, () => Float64Array.of(2 * random(), 2 * random()));
const ys = Float64Array.from(xs, ([a, b]) => Math.sin(a!) * b!);
const weights = Float64Array.from({ length: weightCount(network) }, random);

function byHand(): Float64Array {
  const gradient = new Float64Array(weights.length);
  const outer = hidden * (inputs + 1);
  for (const [k, x] of xs.entries()) {
    const sums = Array.from({ length: hidden }, (_, unit) => {
      const at = unit * (inputs + 1);
      return weights[at + inputs]! + x.reduce((sum, value, i) => sum + weights[at + i]! * value, 0);
    });
    const units = sums.map((sum) => Math.log(1 + Math.exp(sum)));
    const output = units.reduce((sum, unit, j) => sum + weights[outer + j]! * unit, weights[outer + hidden]!);
    const outputBar = (2 * (output - ys[k]!)) / ys.length;
    gradient[outer + hidden] = gradient[outer + hidden]! + outputBar;
    for (const [unit, value] of units.entries()) {
      gradient[outer + unit] = gradient[outer + unit]! + outputBar * value;
      const sumBar = (outputBar * weights[outer + unit]!) / (1 + Math.exp(-sums[unit]!));
      const at = unit * (inputs + 1);
      for (let i = 0; i < inputs; i++) gradient[at + i] = gradient[at + i]! + sumBar * x[i]!;
      gradient[at + inputs] = gradient[at + inputs]! + sumBar;
    }
  }
  return gradient;
}

const expected = byHand();
const size = Math.max(...expected.map(Math.abs));
for (const [i, value] of loss_grad(weights, network, xs, ys).entries()) {
  assert.ok(Math.abs(value - expected[i]!) <= 1e-12 * size);
}

const before = loss(weights, network, xs, ys);
const speed = new Float64Array(weights.length);
for (let epoch = 0; epoch < 4000; epoch++) {
  const gradient = loss_grad(weights, network, xs, ys);
  for (let i = 0; i < weights.length; i++) {
    speed[i] = 0.9 * speed[i]! - 0.01 * gradient[i]!;
    weights[i] = weights[i]! + speed[i]!;
  }
}
const after = loss(weights, network, xs, ys);
console.log(`${weights.length} weights, ${xs.length} points`);
console.log(`mean squared error before training ${before.toFixed(5)}`);
console.log(`after 4000 epochs                  ${after.toFixed(5)}`);
assert.ok(after < 0.005, "the network learns the surface");
closeTo(loss(weights, network, xs, ys), after);
