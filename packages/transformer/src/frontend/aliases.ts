/**
 * What this step refuses of memory: writes into parameters and module state, and writes to memory that may have a second name.
 * The next step deletes this file and its call.
 */
import type { FunctionId, IrFunction } from "../ir/ir.ts";
import type { FileLowering } from "./file-lowering.ts";

export function checkAliases(file: FileLowering, functions: ReadonlyMap<FunctionId, IrFunction>): void {
  void file;
  void functions;
}
