/** How often the values of a function are used. */
import type { IrFunction, ValueId } from "./ir.ts";
import { eachOp, eachRegion, operandsOf, terminatorOperands } from "./visit.ts";

const usesIn = new WeakMap<IrFunction, ReadonlyMap<ValueId, number>>();

/** How many operands a value is, of ops and of ends; counted once a function. */
export function usesOf(fn: IrFunction, value: ValueId): number {
  let uses = usesIn.get(fn);
  if (!uses) {
    const counts = new Map<ValueId, number>();
    const count = (used: ValueId): unknown => counts.set(used, (counts.get(used) ?? 0) + 1);
    eachOp(fn.body, (op) => operandsOf(op).forEach(count));
    eachRegion(fn.body, (region) => terminatorOperands(region.end).forEach(count));
    usesIn.set(fn, (uses = counts));
  }
  return uses.get(value) ?? 0;
}
