import assert from "node:assert/strict";

/** Asserts that two numbers agree to 1e-10 relative, or as closely as said. */
export function closeTo(actual: number, expected: number, tolerance = 1e-10): void {
  const difference = Math.abs(actual - expected);
  assert.ok(difference <= tolerance * Math.abs(expected), `${actual} is not ${expected}: off by ${difference}`);
}
