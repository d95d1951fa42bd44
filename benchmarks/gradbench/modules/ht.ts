import { evaluation } from "../message.ts";
import type { Module } from "../message.ts";
import { triangleErrors_jvp, vertexErrors_jvp } from "../programs/ht.ad.ts";
import { triangleErrors, vertexErrors } from "../programs/ht.ts";
import type { HandData, Matrix } from "../programs/ht.ts";

export interface Input {
  readonly theta: readonly number[];
  readonly us: Matrix;
  readonly data: HandData;
}

/** The error of every coordinate: `us` is empty in the simple case. */
export function errorsOf({ theta, us, data }: Input): number[] {
  return us.length === 0 ? vertexErrors(theta, data) : triangleErrors(theta, us, data);
}

/** A row for every coordinate; its own two weights first, where there are any, then theta. */
export function jacobianOf({ theta, us, data }: Input): number[][] {
  const columns: (readonly number[])[] = [];
  const still = theta.map(() => 0);
  const fixed = us.map(() => [0, 0]);
  if (us.length > 0) {
    // A row depends on the weights of its own correspondence alone, so that all can move at once.
    for (const direction of [
      [1, 0],
      [0, 1],
    ]) {
      columns.push(
        triangleErrors_jvp(
          theta,
          us,
          data,
          still,
          us.map(() => direction),
        ).tangent,
      );
    }
  }
  for (let k = 0; k < theta.length; k++) {
    const direction = still.with(k, 1);
    const { tangent } =
      us.length === 0
        ? vertexErrors_jvp(theta, data, direction)
        : triangleErrors_jvp(theta, us, data, direction, fixed);
    columns.push(tangent);
  }
  return columns[0]!.map((_, row) => columns.map((column) => column[row]!));
}

const ht: Module = {
  objective: evaluation({ prepare: (input: Input) => input, run: errorsOf, output: (errors) => errors }),
  jacobian: evaluation({ prepare: (input: Input) => input, run: jacobianOf, output: (jacobian) => jacobian }),
};
export default ht;
