/** How far the numbers of a function are rounded: what differences can show of it at all. */
import type { FunctionId, IrFunction, Unit } from "../ir/ir.ts";
import { eachOp } from "../ir/visit.ts";
import { calleesOf } from "./call-groups.ts";

/** Half a unit of the last place, by the primitive that rounds to it. */
const roundings: ReadonlyMap<string, number> = new Map([
  ["fround", 2 ** -24],
  ["f16round", 2 ** -11],
]);

/** The coarsest rounding that a function, or one that it calls, may do, relative to the size of what is rounded. */
export function precisionOf(id: FunctionId, { functions }: Unit): number {
  const reached = new Set([id]);
  let coarsest = Number.EPSILON;
  for (const next of reached) {
    const fn = functions.get(next);
    if (!fn) continue;
    coarsest = Math.max(coarsest, ownPrecision(fn));
    for (const callee of calleesOf(fn)) reached.add(callee);
  }
  return coarsest;
}

function ownPrecision({ body, values }: IrFunction): number {
  const isSingle = values.some(({ type }) => type.kind === "typed-array" && type.name === "Float32Array");
  let coarsest = isSingle ? 2 ** -24 : 0;
  eachOp(body, (op) => {
    if (op.kind === "prim") coarsest = Math.max(coarsest, roundings.get(op.prim) ?? 0);
  });
  return coarsest;
}
