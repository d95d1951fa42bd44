/**
 * Varying places: a number, memory or nothing may stand there (`number | number[]`, `a?: number`). What does decides what stands in the
 * shadow, so every store is done to the shadow in the primal sweep, and what stood there before is put back in the adjoint sweep.
 */
import { partType } from "../../ir/part-type.ts";
import type { Key, ValueId } from "../../ir/ir.ts";
import { elementType, holdsNumber, tangentOf } from "../../ir/types.ts";
import type { Type, TypeTable } from "../../ir/types.ts";
import type { Reversal } from "./context.ts";

type Known = Pick<Reversal, "all" | "fn">;

/** Whether a key of a reference of the primal leads to a varying place. */
export function isVarying({ all, fn }: Known, ref: ValueId, key: Key): boolean {
  const shadow = tangentOf(fn.values[ref]!.type, all.types);
  return shadow !== undefined && varies(partType(shadow, key, all.types), all.types);
}

/** The same for the elements of an array. */
export function hasVaryingElements({ all, fn }: Known, ref: ValueId): boolean {
  const shadow = tangentOf(fn.values[ref]!.type, all.types);
  return shadow !== undefined && varies(elementType(shadow, all.types), all.types);
}

function varies(type: Type | undefined, types: TypeTable): boolean {
  return type !== undefined && type.kind !== "number" && holdsNumber(type, types);
}
