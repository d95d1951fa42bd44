/** What a pass is: a value of the pipeline's list, IR in, IR out. */
import type { IrFunction } from "../ir/ir.ts";
import { writesMemory } from "../ir/effects.ts";
import { eachOp, regionsOf } from "../ir/visit.ts";
import type { TypeTable } from "../ir/types.ts";

/** The names of all fields that some function of the unit stores to; `[]` for computed keys. */
export type WrittenFields = ReadonlySet<string>;

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
  for (const fn of functions) {
    eachOp(fn.body, (op) => {
      if (op.kind === "store") written.add(op.key.kind === "field" ? op.key.name : "[]");
      else if (regionsOf(op).length === 0 && op.kind !== "call" && writesMemory(op)) written.add("[]");
    });
  }
  return written;
}
