/**
 * Carried numbers that follow from the number of the round: a constant whole number is added in each.
 *   for r … { … ; at = add %at, 1 }       =>   in round k, %at is at0 + k
 * Exact while everything is a whole number below 2 ** 53, which no loop can count up to.
 */
import type { Facts } from "../../analysis/facts.ts";
import type { RegionBuilder } from "../../ir/build.ts";
import type { ForOp, IrFunction, Op, ValueId } from "../../ir/ir.ts";
import type { ScopeTree } from "./scope.ts";

interface Known {
  readonly fn: IrFunction;
  readonly facts: Facts;
  readonly tree: ScopeTree;
}

/** The largest number that is taken for small: sums of a few of them, and of counters, are exact. */
const small = 2 ** 31;

/** What each round of a counted loop adds to its carried value `position`; undefined where that is anything else. */
export function inductionStep(cx: Known, loop: ForOp, position: number): number | undefined {
  const param = loop.body.params[position + 1];
  const next = loop.body.end.kind === "yield" ? loop.body.end.values[position] : undefined;
  const init = loop.inits[position];
  if (param === undefined || next === undefined || init === undefined) return undefined;
  if (next === param) return 0;
  const step = stepOf(cx, next, param);
  return step !== undefined && isSmall(cx, init) ? step : undefined;
}

/** A carried value in the round that a counter tells: `outside` gives values from in front of the loop. */
export function inductionValue(
  { facts }: Known,
  loop: ForOp,
  { position, step, index }: { readonly position: number; readonly step: number; readonly index: ValueId },
  into: RegionBuilder,
  outside: (value: ValueId) => ValueId,
): ValueId {
  const init = loop.inits[position]!;
  if (step === 0) return outside(init);
  const { origin } = loop;
  const round = roundOf(facts, loop, index, into, outside);
  const passed = step === 1 ? round : into.prim("mul", [round, into.number(step, origin)], origin);
  return facts.constant(init) === 0 ? passed : into.prim("add", [outside(init), passed], origin);
}

/** The number of a round, from 0: (i − from) / step. */
export function roundOf(
  facts: Facts,
  { from, step, origin }: ForOp,
  index: ValueId,
  into: RegionBuilder,
  outside: (value: ValueId) => ValueId,
): ValueId {
  const isFromZero = facts.constant(from) === 0;
  if (step === -1) return into.prim("sub", [outside(from), index], origin);
  const passed = isFromZero ? index : into.prim("sub", [index, outside(from)], origin);
  return step === 1 ? passed : into.prim("div", [passed, into.number(step, origin)], origin);
}

/** The constant whole number that makes `next` of `param`. */
export function stepOf({ facts, tree }: Known, next: ValueId, param: ValueId): number | undefined {
  const op = tree.definition.get(next);
  if (op?.kind !== "prim" || (op.prim !== "add" && op.prim !== "sub")) return undefined;
  const [left, right] = op.args;
  const added = left === param ? right : right === param && op.prim === "add" ? left : undefined;
  const by = added === undefined ? undefined : facts.constant(added);
  if (typeof by !== "number" || !Number.isInteger(by) || Math.abs(by) > small) return undefined;
  return op.prim === "sub" ? -by : by;
}

/** Whether a value is certainly a whole number far below 2 ** 53: a constant, a length, a counter, or a few of them added. */
export function isSmall(cx: Known, value: ValueId, depth = 0): boolean {
  if (depth > 4) return false;
  const known = cx.facts.constant(value);
  if (typeof known === "number") return Number.isInteger(known) && Math.abs(known) <= small && !Object.is(known, -0);
  const loop = cx.facts.counterOf.get(value);
  if (loop) return isSmall(cx, loop.from, depth + 1) && Math.abs(loop.step) <= small;
  const op = cx.tree.definition.get(value);
  if (op === undefined) return isCarriedSmall(cx, value, depth);
  switch (op.kind) {
    case "length":
      return true;
    case "prim":
      return (op.prim === "add" || op.prim === "sub") && op.args.every((arg) => isSmall(cx, arg, depth + 1));
    case "for":
      return isResultSmall(cx, op, value, depth);
    default:
      return false;
  }
}

/** A carried value of a loop around, or in it. */
function isCarriedSmall(cx: Known, value: ValueId, depth: number): boolean {
  const owner: Op | undefined = cx.tree.definedIn.get(value)?.owner;
  if (owner?.kind !== "for") return false;
  const position = owner.body.params.indexOf(value) - 1;
  return position >= 0 && countsUp(cx, owner, position, depth);
}

function isResultSmall(cx: Known, loop: ForOp, value: ValueId, depth: number): boolean {
  return countsUp(cx, loop, loop.results.indexOf(value), depth);
}

/** Whether a carried value starts small and grows by constants only, directly or in a loop inside. */
function countsUp(cx: Known, loop: ForOp, position: number, depth: number): boolean {
  const [param, init] = [loop.body.params[position + 1], loop.inits[position]];
  const next = loop.body.end.kind === "yield" ? loop.body.end.values[position] : undefined;
  if (param === undefined || init === undefined || next === undefined) return false;
  return isSmall(cx, init, depth + 1) && grows(cx, next, param, depth);
}

function grows(cx: Known, next: ValueId, param: ValueId, depth: number): boolean {
  if (next === param || stepOf(cx, next, param) !== undefined) return true;
  const op = cx.tree.definition.get(next);
  if (op?.kind !== "for" || depth > 4) return false;
  const position = op.results.indexOf(next);
  const [inner, after] = [op.body.params[position + 1], op.body.end.kind === "yield" && op.body.end.values[position]];
  return op.inits[position] === param && inner !== undefined && after !== false && after !== undefined
    ? grows(cx, after, inner, depth + 1)
    : false;
}
