/** Fits the curve with `ml-levenberg-marquardt`: once with adgen's partial derivatives, once with the differences that it takes itself. */
import assert from "node:assert/strict";
import { levenbergMarquardt } from "ml-levenberg-marquardt";
import { modelAt_grad } from "./curve-fit.ad.ts";
import { model } from "./curve-fit.ts";
import { closeTo } from "./support/close-to.ts";

type Params = readonly [number, number, number, number];
const truth: Params = [2.5, 0.4, 3.1, 0.75];
const x = Array.from({ length: 60 }, (_, i) => i / 10);
const data = { x, y: x.map(model(truth)) };
const asParams = (values: readonly number[]): Params => values as unknown as Params;

const settings = { initialValues: [1.8, 0.25, 2.9, 0.2], damping: 1e-3, maxIterations: 60, errorTolerance: 1e-24 };
const curve = (params: readonly number[]): ((at: number) => number) => model(asParams(params));
const exact = levenbergMarquardt(data, curve, {
  ...settings,
  jacobianFunction: (params) => (at) => [...modelAt_grad(asParams(params), at)],
});
const differences = levenbergMarquardt(data, curve, settings);

console.log(`by adgen        ${exact.iterations} iterations, error ${exact.parameterError}`);
console.log(`by differences  ${differences.iterations} iterations, error ${differences.parameterError}`);
console.log(`amplitude, rate, frequency, offset: ${exact.parameterValues.map((value) => value.toFixed(8)).join(", ")}`);
// The data come from the model, so the parameters that they were made of are the optimum.
for (const [i, value] of truth.entries()) closeTo(exact.parameterValues[i]!, value, 1e-10);
assert.ok(exact.parameterError <= differences.parameterError);
// ∂/∂amplitude of the model by hand.
const [amplitude, rate, frequency] = truth;
closeTo(modelAt_grad(truth, 1.3)[0], Math.exp(-rate * 1.3) * Math.cos(frequency * 1.3));
closeTo(modelAt_grad(truth, 1.3)[1], -1.3 * amplitude * Math.exp(-rate * 1.3) * Math.cos(frequency * 1.3));
