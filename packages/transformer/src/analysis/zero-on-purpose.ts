/**
 * Where a derivative is 0 on purpose though what goes in can change and what comes out counts: a note says so (LANGUAGE).
 *   %2 = floor %0        %0 varied, %2 useful: a slope that the user may have expected
 */
import type { ZeroNote } from "../rules/rule.ts";
import type { Code } from "../diagnostics/catalogue.ts";
import { isPrimName, scalarRules } from "../rules/scalar.ts";
import type { IrFunction, Op, ValueId } from "../ir/ir.ts";
import type { Type } from "../ir/types.ts";
import { eachOp } from "../ir/visit.ts";

export interface ZeroOnPurpose {
  readonly op: Op;
  readonly code: ZeroNote | Extract<Code, "AD3007">;
}

interface Reach {
  isVaried(value: ValueId): boolean;
  isUseful(value: ValueId): boolean;
}

export function zerosOnPurpose(fn: IrFunction, { isVaried, isUseful }: Reach): readonly ZeroOnPurpose[] {
  const found: ZeroOnPurpose[] = [];
  eachOp(fn.body, (op) => {
    if (op.kind === "prim") {
      const code = isPrimName(op.prim) ? scalarRules[op.prim].zeroNote : undefined;
      if (code !== undefined && isUseful(op.result) && op.args.some(isVaried)) found.push({ op, code });
    } else if ((op.kind === "store" || op.kind === "fill") && isIntegerArray(fn.values[op.ref]!.type)) {
      if (isVaried(op.value)) found.push({ op, code: "AD3007" });
    }
  });
  return found;
}

/** A typed array that is never differentiated: what is stored there loses its derivative. */
export function isIntegerArray(type: Type): boolean {
  return type.kind === "typed-array" && !["Float64Array", "Float32Array", "ArrayBuffer"].includes(type.name);
}
