import { grad } from "@adgen/runtime";

function twice(x: number): number;
function twice(x: readonly number[]): number;
function twice(x: number | readonly number[]): number {
  return typeof x === "number" ? 2 * x : 2 * x[0]!;
}

// @differentiable
export function f(x: number): number {
  return grad(twice)([x])[0]! * x; // @expect AD2010
}
