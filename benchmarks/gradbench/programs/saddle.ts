/** A saddle: the least over x of the greatest over y of |x|² - |y|². */
import { grad, jvp } from "@adgen/runtime";
import { argmin } from "./descent.ts";

function negated(y: readonly number[], x: readonly number[]): number {
  return y[0]! ** 2 + y[1]! ** 2 - (x[0]! ** 2 + x[1]! ** 2);
}

// @differentiable modes: jvp
function slopeByForward(y: readonly number[], x: readonly number[]): readonly number[] {
  return [jvp(negated, 0)([y, x], [[1, 0]]).tangent, jvp(negated, 0)([y, x], [[0, 1]]).tangent];
}

// @differentiable modes: jvp
function slopeByReverse(y: readonly number[], x: readonly number[]): readonly number[] {
  return grad(negated, 0)(y, x);
}

/** Where y is best for a given x. */
// @differentiable wrt: x modes: jvp
export function answerByForward(x: readonly number[], start: readonly number[]): readonly number[] {
  return argmin(
    (y) => negated(y, x),
    (y) => slopeByForward(y, x),
    start,
  );
}

// @differentiable wrt: x modes: jvp
export function answerByReverse(x: readonly number[], start: readonly number[]): readonly number[] {
  return argmin(
    (y) => negated(y, x),
    (y) => slopeByReverse(y, x),
    start,
  );
}

// @differentiable wrt: x modes: jvp, vjp
export function worstByForward(x: readonly number[], start: readonly number[]): number {
  return -negated(answerByForward(x, start), x);
}

// @differentiable wrt: x modes: jvp, vjp
export function worstByReverse(x: readonly number[], start: readonly number[]): number {
  return -negated(answerByReverse(x, start), x);
}
