/**
 * Memory that a function without a body gave: nobody knows who else has it, or whether the next call gives the same. What is written there
 * may be seen outside, so no derivative may go into it.
 */
import type { Op } from "../ir/ir.ts";
import { isReference } from "../ir/types.ts";
import type { Flow } from "./flow.ts";
import type { Node } from "./places.ts";
import { eachOp } from "../ir/visit.ts";

/** Makers of the library: what they give is new. */
const library = /^(?:new |\[|Array\b|Object\b|Float(?:32|64)Array\b|structuredClone\b|JSON\b)/;

/** The ops that write into cells of such memory that are `varied`. */
export function foreignWrites({ fn, places, nodeOf, writes }: Flow, varied: ReadonlySet<Node>): readonly Op[] {
  const cells = new Set<Node>();
  eachOp(fn.body, (op) => {
    if (op.kind !== "opaque" || op.effect !== "effect" || op.stops || library.test(op.pieces[0] ?? "")) return;
    if (!isReference(fn.values[op.result]!.type)) return;
    for (const node of places.tree(places.find(nodeOf[op.result]!)))
      for (const [, cell] of places.cells(node)) cells.add(places.find(cell));
  });
  if (cells.size === 0) return [];
  return writes.filter(({ cell }) => cells.has(places.find(cell)) && varied.has(places.find(cell))).map(({ op }) => op);
}
