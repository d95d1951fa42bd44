/**
 * Updates in place: what stood in an element is a term of what is stored there, so its adjoint stays where it is.
 *   y[i] = y[i] + e            =>   eBar += yBar[i]          instead of   t = yBar[i] ; yBar[i] = 0 ; eBar += t ; yBar[i] += t
 */
import type { LoadOp, Op, PrimOp, StoreOp, ValueId } from "../../ir/ir.ts";
import { keyName } from "../../analysis/places.ts";
import { usesOf } from "../../ir/uses.ts";
import { regionsOf } from "../../ir/visit.ts";
import { nodeOf } from "./context.ts";
import type { Reversal } from "./context.ts";
import type { Scope } from "./scope.ts";

export interface Term {
  readonly value: ValueId;
  readonly isNegative: boolean;
}

/** What is added in an update in place, as far as it is active, or undefined where a store is none. */
export function updateOf(cx: Reversal, store: StoreOp, scope: Scope): readonly Term[] | undefined {
  const terms: Term[] = [];
  let load: LoadOp | undefined;
  const visit = (value: ValueId, isNegative: boolean): void => {
    const op = cx.tree.definition.get(value);
    if (load === undefined && !isNegative && op?.kind === "load" && isSame(op, store)) load = op;
    else if (op?.kind === "prim" && isSum(op) && usesOf(cx.fn, value) === 1 && cx.tree.scopeOfOp.get(op) === scope) {
      const [a, b] = op.args as readonly [ValueId, ValueId];
      visit(a, isNegative);
      visit(b, op.prim === "sub" ? !isNegative : isNegative);
    } else if (cx.activity.isActive(value)) terms.push({ value, isNegative });
  };
  visit(store.value, false);
  return load && cx.activity.isActive(load.result) && isUntouched(cx, load, store, scope) ? terms : undefined;
}

function isSum(op: PrimOp): boolean {
  return op.prim === "add" || op.prim === "sub";
}

function isSame(load: LoadOp, store: StoreOp): boolean {
  if (load.ref !== store.ref) return false;
  if (load.key.kind === "index") return store.key.kind === "index" && load.key.index === store.key.index;
  return store.key.kind === "field" && load.key.name === store.key.name;
}

/** Whether nothing is written between the load and the store to where they go, and both stand in one region. */
function isUntouched(cx: Reversal, load: LoadOp, store: StoreOp, scope: Scope): boolean {
  const { ops } = scope.region;
  const from = ops.indexOf(load);
  if (from < 0) return false;
  const between = new Set<Op>();
  const add = (op: Op): void => {
    between.add(op);
    for (const region of regionsOf(op)) for (const inner of region.ops) add(inner);
  };
  ops.slice(from + 1, ops.indexOf(store)).forEach(add);
  const { places, writes, resized } = cx.flow;
  const node = nodeOf(cx, store.ref);
  const cell = places.cell(node, keyName(store.key));
  return (
    !writes.some((write) => between.has(write.op) && places.find(write.cell) === cell) &&
    !resized.some((resize) => between.has(resize.op) && places.find(resize.node) === node)
  );
}
