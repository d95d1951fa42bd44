/**
 * Places that are cleared and read again: after `o.tip = undefined` TypeScript takes `o.tip` for undefined, where the type of the place
 * says that there may be more (and a branch for that may follow).
 */
import type { LoadOp, Op, StoreOp, ValueId } from "../ir/ir.ts";
import { eachOp, regionsOf } from "../ir/visit.ts";
import { constOf, definingOp } from "./structure.ts";
import type { Structure } from "./structure.ts";

/** Whether an op stores nothing under a constant key, and what follows in its region reads that place. */
export function readsNothingThere(structure: Structure, store: StoreOp): boolean {
  if (!isNothing(structure, store.value)) return false;
  const place = [...structure.placeOf.values()].find(({ ops }) => ops.includes(store));
  const following = place?.ops.slice(place.ops.indexOf(store) + 1) ?? [];
  return following.some((op) => reads(structure, op, store));
}

/** A constant under the type of a place of memory. */
function isNothing(structure: Structure, value: ValueId): boolean {
  const op = definingOp(structure, value);
  const constant = op?.kind === "cast" ? constOf(structure, op.arg) : undefined;
  return constant !== undefined && (constant.value === undefined || constant.value === null);
}

function reads(structure: Structure, op: Op, store: StoreOp): boolean {
  if (op.kind === "load") return isSamePlace(structure, op, store);
  let found = false;
  for (const region of regionsOf(op))
    eachOp(region, (inner) => void (found ||= inner.kind === "load" && isSamePlace(structure, inner, store)));
  return found;
}

function isSamePlace(structure: Structure, load: LoadOp, { ref, key }: StoreOp): boolean {
  if (load.ref !== ref) return false;
  if (key.kind === "field") return load.key.kind === "field" && load.key.name === key.name;
  if (load.key.kind !== "index") return false;
  const [a, b] = [key.index, load.key.index].map((index) => constOf(structure, index)?.value);
  return a !== undefined && a === b;
}
