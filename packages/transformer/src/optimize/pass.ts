/** What a pass is: a value of the pipeline's list, IR in, IR out. */
import type { IrFunction } from "../ir/ir.ts";
import type { TypeTable } from "../ir/types.ts";

export interface PassContext {
  readonly types: TypeTable;
}

export interface Pass {
  readonly name: string;
  /** Gives the same function where nothing changed. */
  run(fn: IrFunction, cx: PassContext): IrFunction;
}
