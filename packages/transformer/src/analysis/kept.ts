/** Collections of the host: a derivative that goes in there is lost. */
import type { IrFunction, Op, OpaqueOp, ValueId } from "../ir/ir.ts";

/** The Map or Set that host code is a method of, or goes over. */
export function collectionOf(op: OpaqueOp, fn: IrFunction): ValueId | undefined {
  return op.args.find((arg) => {
    const type = fn.values[arg]?.type;
    return type?.kind === "opaque" && /^(Readonly|Weak)?(Map|Set)\b/.test(type.text);
  });
}

/** The `x` of `map.set(key, x)` and `set.add(x)`. */
export function keptBy(op: Op, fn: IrFunction): ValueId | undefined {
  if (op.kind !== "opaque" || op.args.length < 2 || collectionOf(op, fn) !== op.args[0]) return undefined;
  return /^\.(set|add)\(/.test(op.pieces[1] ?? "") ? op.args.at(-1) : undefined;
}

/** Whether host code gives one of the items of a collection, rather than all of them. */
export function givesItem(op: OpaqueOp): boolean {
  return op.pieces[1]?.startsWith(".get(") === true;
}
