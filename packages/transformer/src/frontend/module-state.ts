/**
 * Writes to memory of the module are refused: it outlives the call, and so would its adjoint. A callee that writes into a
 * parameter writes what it is given.
 */
import type { PointsTo, Write } from "../analysis/points-to.ts";
import type { FunctionId, IrFunction } from "../ir/ir.ts";
import { isReference } from "../ir/types.ts";
import type { FileLowering } from "./file-lowering.ts";
import type { FunctionEntry } from "./function-entry.ts";

export function checkModuleState(
  file: FileLowering,
  functions: ReadonlyMap<FunctionId, IrFunction>,
  results: ReadonlyMap<FunctionId, PointsTo>,
): void {
  for (const entry of file.entries.values()) {
    const fn = functions.get(entry.id);
    for (const write of (fn && results.get(entry.id)?.writes) ?? []) if (fn) checkWrite(file, entry, fn, write);
  }
}

function checkWrite(file: FileLowering, entry: FunctionEntry, fn: IrFunction, { op, sites }: Write): void {
  if (![...sites].some(({ kind }) => kind === "module")) return;
  const text = entry.sourceFile.text.slice(op.origin.start, op.origin.start + op.origin.length);
  const type = op.kind === "store" ? fn.values[op.value]?.type : undefined;
  if (type && isReference(type)) {
    file.refuseAt("AD2036", entry, op.origin, `\`${text}\` keeps memory of the function at module level`);
  } else file.refuseAt("AD2018", entry, op.origin, `\`${text}\` writes state of the module`);
}
