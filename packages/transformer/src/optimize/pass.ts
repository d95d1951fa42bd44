/** What a pass is: a value of the pipeline's list, IR in, IR out. */
import { isLengthStore } from "../ir/ir.ts";
import type { IrFunction, Op } from "../ir/ir.ts";
import { writesMemory } from "../ir/effects.ts";
import { eachOp, regionsOf } from "../ir/visit.ts";
import type { TypeTable } from "../ir/types.ts";

/** The fields that some function of the unit writes, by name; `[]` are the elements that a computed key reaches. */
export interface WrittenFields {
  has(name: string): boolean;
}

export interface PassContext {
  readonly types: TypeTable;
  readonly writtenFields: WrittenFields;
}

export interface Pass {
  readonly name: string;
  /** Gives the same function where nothing changed. */
  run(fn: IrFunction, cx: PassContext): IrFunction;
}

export function writtenFieldsOf(functions: Iterable<IrFunction>): WrittenFields {
  const written = new Set<string>();
  for (const fn of functions) eachOp(fn.body, (op) => noteWrites(op, written));
  const hasPositions = [...written].some(isPosition);
  return {
    has: (name) => {
      // A tuple is written by position and by index alike.
      if (name === "[]") return written.has(name) || hasPositions;
      return written.has(name) || (isPosition(name) && written.has("[]"));
    },
  };
}

/** Adds the fields that an op itself writes. */
export function noteWrites(op: Op, written: Set<string>): void {
  // A new length takes elements away.
  if (isLengthStore(op)) written.add("[]");
  if (op.kind === "store") written.add(op.key.kind === "field" ? op.key.name : "[]");
  else if (regionsOf(op).length === 0 && op.kind !== "call" && writesMemory(op)) written.add("[]");
}

function isPosition(name: string): boolean {
  return /^\d+$/.test(name);
}
