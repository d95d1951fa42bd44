/**
 * Stores that cannot hit what was read: a loop that writes at its own counter goes on to other elements, and what lies behind it stays.
 *   for (let i = 0; i < n; i++) { let s = b[i]; for (let k = 0; k < i; k++) s -= l[i][k] * x[k]; x[i] = s / l[i][i] }
 * The store goes to i, at later rounds further up; what is read at k < i is still there when the adjoint sweep reads it again.
 * Recurrences, triangular solvers, factorisations and tables that are filled in order are of this kind.
 */
import type { ForOp, IrFunction, Op, StoreOp, ValueId } from "../../ir/ir.ts";
import type { Affine, Facts } from "../../analysis/facts.ts";
import { mayRunAfter } from "./scope.ts";
import type { Scope, ScopeTree } from "./scope.ts";

interface Known {
  readonly fn: IrFunction;
  readonly facts: Facts;
  readonly tree: ScopeTree;
}

/** An access to an element: by an op, of an array, at an index. */
export interface Access {
  readonly op: Op;
  readonly ref: ValueId;
  readonly index: ValueId;
}

/**
 * Whether a store never goes to the element of an earlier access when it runs after that, whatever arrays both go to. `made`: the scope
 * in which the memory is made, if it is known; rounds of loops around that go to other memory.
 */
export function goesElsewhere(known: Known, store: Op, access: Access, made: Scope | undefined): boolean {
  const { facts, tree } = known;
  if (store.kind !== "store" || store.key.kind !== "index") return false;
  const target = facts.affine(store.key.index);
  const loop = target.base === undefined ? undefined : facts.counterOf.get(target.base);
  if (!loop || !facts.isWhole(loop.from) || !isOnce(tree, loop, made)) return false;
  if (!countsFromOneStart(known, store, access, loop)) return false;
  const isUp = loop.step > 0;
  if (!isIn(tree, access.op, loop)) return isBelowAll(facts, loop, target.offset, access);
  const reach = reachOf(facts, access.index, target.base!, isUp);
  if (reach === undefined) return false;
  // Distances in the direction of the loop: how far behind the store of its own round the access is.
  const behind = isUp ? target.offset - reach : reach - target.offset;
  const isLaterRoundApart = behind + Math.abs(loop.step) > 0;
  return isLaterRoundApart && (behind > 0 || !mayRunAfter(tree, store, access.op, (scope) => scope.owner === loop));
}

/** Whether indices count from the same place: views start anywhere, so of typed arrays it must be the same one, made outside of the loop. */
function countsFromOneStart({ fn, facts, tree }: Known, store: StoreOp, access: Access, loop: ForOp): boolean {
  if (fn.values[store.ref]!.type.kind === "array" && fn.values[access.ref]!.type.kind === "array") return true;
  const root = (ref: ValueId): ValueId => {
    const op = facts.definition.get(ref);
    return op?.kind === "cast" ? root(op.arg) : ref;
  };
  const ref = root(store.ref);
  const made = facts.definition.get(ref);
  return ref === root(access.ref) && (made ? !isIn(tree, made, loop) : fn.params.includes(ref));
}

/** Whether a loop runs once for the memory: nothing around it repeats it, down from where the memory is made. */
function isOnce(tree: ScopeTree, loop: ForOp, made: Scope | undefined): boolean {
  for (let scope = tree.scopeOfOp.get(loop); scope && scope !== made; scope = scope.parent)
    if (scope.kind === "loop" || scope.kind === "test") return false;
  return true;
}

function isIn(tree: ScopeTree, op: Op, loop: ForOp): boolean {
  for (let scope = tree.scopeOfOp.get(op); scope; scope = scope.parent) if (scope.owner === loop) return true;
  return false;
}

/** Whether an access in front of a loop stays below (above) all that the loop writes to. */
function isBelowAll(facts: Facts, loop: ForOp, offset: number, access: Access): boolean {
  const [from, at] = [facts.affine(loop.from), facts.affine(access.index)];
  if (from.base !== at.base) return false;
  return loop.step > 0 ? at.offset < from.offset + offset : at.offset > from.offset + offset;
}

/** The bound of an index in the direction of a loop, as a distance from the loop's counter; undefined where there is none. */
function reachOf(facts: Facts, index: ValueId, counter: ValueId, isUp: boolean): number | undefined {
  const form = facts.affine(index);
  if (form.base === counter) return form.offset;
  const inner = form.base === undefined ? undefined : facts.counterOf.get(form.base);
  if (!inner || !facts.isWhole(inner.from)) return undefined;
  // The end of the inner loop that lies in the direction of the outer one.
  const isLast = inner.step > 0 === isUp;
  const end: Affine = facts.affine(isLast ? inner.to : inner.from);
  if (end.base !== counter) return undefined;
  const isStrict = isLast && (inner.compare === "<" || inner.compare === ">") && Number.isInteger(end.offset);
  return form.offset + end.offset - (isStrict ? (isUp ? 1 : -1) : 0);
}
