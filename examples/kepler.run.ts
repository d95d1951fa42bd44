import assert from "node:assert/strict";
import { eccentricAnomaly_grad, eccentricAnomaly_vjp } from "./kepler.ad.ts";
import { closeTo } from "./support/close-to.ts";

console.log("E(M, e) through Newton's iteration, against the implicit derivative of E − e·sin(E) = M");
console.log("     M     e            E       ∂E/∂M       ∂E/∂e");
for (const [mean, eccentricity] of [
  [0.3, 0.0167],
  [1, 0.2],
  [2.5, 0.6],
  [0.8, 0.9],
] as const) {
  const { value, grad } = eccentricAnomaly_vjp(mean, eccentricity);
  const row = [value, ...grad].map((x) => x.toFixed(7).padStart(11));
  console.log(`${String(mean).padStart(6)}${String(eccentricity).padStart(7)}  ${row.join(" ")}`);

  const slope = 1 / (1 - eccentricity * Math.cos(value));
  closeTo(value - eccentricity * Math.sin(value), mean);
  closeTo(grad[0], slope);
  closeTo(grad[1], Math.sin(value) * slope);
}
assert.throws(() => eccentricAnomaly_grad(1, 0.5, 1e-12, 2), RangeError);
