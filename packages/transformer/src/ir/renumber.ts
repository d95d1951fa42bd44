/**
 * Numbers the values of a function anew in the order of its text, and forgets those that nothing defines: passes leave the
 * table with gaps. For output that people read and that must not depend on the way it was made.
 */
import type { IrFunction, Region, ValueId } from "./ir.ts";
import { valueId } from "./ir.ts";
import { mapRegionValues, regionsOf, resultsOf } from "./visit.ts";

/** The same function under ids from 0 without gaps; itself where they are so already. */
export function renumber(fn: IrFunction): IrFunction {
  const order: ValueId[] = [...fn.params];
  definitionsInText(fn.body, order);
  if (order.length === fn.values.length && order.every((value, i) => value === valueId(i))) return fn;

  const newId = new Map(order.map((value, i) => [value, valueId(i)]));
  // A use of what nothing defines is a fault; it stays one, as a value after all others.
  const undefinedUse = valueId(order.length);
  const rename = (value: ValueId): ValueId => newId.get(value) ?? undefinedUse;
  return {
    ...fn,
    params: fn.params.map(rename),
    values: order.flatMap((value) => fn.values[value] ?? []),
    body: mapRegionValues(fn.body, { use: rename, define: rename }),
  };
}

/** Results stand in front of the regions of their op. */
function definitionsInText(region: Region, order: ValueId[]): void {
  order.push(...region.params);
  for (const op of region.ops) {
    order.push(...resultsOf(op));
    for (const inner of regionsOf(op)) definitionsInText(inner, order);
  }
}
