/** Values that are constants, directly or through a cast. */
import type { Op, ValueId } from "../ir/ir.ts";

export function constantOf(value: ValueId, definition: ReadonlyMap<ValueId, Op>): number | boolean | undefined {
  const op = definition.get(value);
  if (op?.kind === "cast") return constantOf(op.arg, definition);
  if (op?.kind !== "const") return undefined;
  return typeof op.value === "number" || typeof op.value === "boolean" ? op.value : undefined;
}
