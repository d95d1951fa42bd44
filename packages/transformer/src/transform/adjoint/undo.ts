/**
 * Carried values whose rounds can be taken back: the adjoint sweep starts with what the loop ended with and goes on from round to round,
 * so that nothing is recorded but that one value.
 *   for … { … ; sign = neg %sign }                           =>   signs run backwards by neg
 *   for s … { for r from s + 1 to d { … ; at += 1 } }        =>   at −= d − (s + 1), in front of a round's reversal
 *   while … { … ; n = add %n, 1 }                            =>   n −= 1
 * Exact: a sign loses nothing, and whole numbers that start small stay below 2 ** 53 (induction.ts).
 */
import type { RegionBuilder } from "../../ir/build.ts";
import type { ForOp, Op, Origin, ValueId } from "../../ir/ir.ts";
import type { Reversal } from "./context.ts";
import { isSmall, stepOf } from "./induction.ts";
import type { Scope } from "./scope.ts";

/** How the value before a round is had from the one behind it. */
export type Undo =
  | { readonly kind: "again"; readonly prim: "neg" | "not" }
  | { readonly kind: "subtract"; readonly by: number }
  /** Each round of a loop inside adds `by`. */
  | { readonly kind: "subtract-rounds"; readonly by: number; readonly loop: ForOp };

export interface Undoable {
  readonly undo: Undo;
  /** What the loop ends with. */
  readonly result: ValueId;
}

/** How a carried value of the loop that a scope is the body of is taken back; undefined where it is not. */
export function undoOf(cx: Reversal, value: ValueId, { owner, region, loop, again }: Scope): Undoable | undefined {
  if (!loop || again || (owner?.kind !== "for" && owner?.kind !== "while")) return undefined;
  const position = region.params.indexOf(value) - (owner.kind === "for" ? 1 : 0);
  if (position < 0 || !passesOn(owner, position)) return undefined;
  const next = region.end.kind === "yield" ? region.end.values[position] : undefined;
  const [init, result] = [owner.inits[position], owner.results[position]];
  if (next === undefined || init === undefined || result === undefined) return undefined;
  const undo = undoNext(cx, next, value, init);
  return undo && { undo, result };
}

/** Whether the test of a loop hands a carried value on as it is. */
function passesOn(owner: Op, position: number): boolean {
  if (owner.kind !== "while") return true;
  const { end, params } = owner.before;
  return end.kind === "condition" && end.values[position] === params[position];
}

function undoNext(cx: Reversal, next: ValueId, param: ValueId, init: ValueId): Undo | undefined {
  const op = cx.tree.definition.get(next);
  if (op?.kind === "prim" && (op.prim === "neg" || op.prim === "not"))
    return op.args[0] === param && cx.builder.typeOf(param).kind === cx.builder.typeOf(next).kind
      ? { kind: "again", prim: op.prim }
      : undefined;
  if (!isSmall(cx, init)) return undefined;
  const by = stepOf(cx, next, param);
  if (by !== undefined) return { kind: "subtract", by };
  if (op?.kind !== "for" || op.step !== 1 || op.compare !== "<") return undefined;
  if (!cx.facts.isWhole(op.from) || !cx.facts.isWhole(op.to)) return undefined;
  const position = op.results.indexOf(next);
  if (position < 0 || op.inits[position] !== param) return undefined;
  const byRound = stepOfRound(cx, op, position);
  return byRound === undefined ? undefined : { kind: "subtract-rounds", by: byRound, loop: op };
}

function stepOfRound(cx: Reversal, loop: ForOp, position: number): number | undefined {
  const [param, end] = [loop.body.params[position + 1], loop.body.end];
  const next = end.kind === "yield" ? end.values[position] : undefined;
  return param === undefined || next === undefined ? undefined : stepOf(cx, next, param);
}

/** What has to be there in a round of the adjoint sweep to take it back. */
export function neededBy(undo: Undo): readonly ValueId[] {
  return undo.kind === "subtract-rounds" ? [undo.loop.from, undo.loop.to] : [];
}

/** The value before a round, from the one behind it; `here` gives what `neededBy` asks for. */
export function takenBack(
  cx: Reversal,
  undo: Undo,
  behind: ValueId,
  into: RegionBuilder,
  here: (value: ValueId) => ValueId,
  origin: Origin,
): ValueId {
  if (undo.kind === "again") return into.prim(undo.prim, [behind], origin);
  if (undo.kind === "subtract") return into.prim("sub", [behind, into.number(undo.by, origin)], origin);
  const { by, loop } = undo;
  const length = into.prim("sub", [here(loop.to), here(loop.from)], origin);
  const zero = into.number(0, origin);
  const rounds = isRun(cx, loop)
    ? length
    : into.prim("select", [into.prim("gt", [length, zero], origin), length, zero], origin);
  const passed = by === 1 ? rounds : into.prim("mul", [rounds, into.number(by, origin)], origin);
  return into.prim("sub", [behind, passed], origin);
}

/** Whether a loop certainly does not start behind its end: from 0 to a length, or from a counter below that end or right behind it. */
function isRun({ facts, tree }: Reversal, { from, to }: ForOp): boolean {
  if (facts.constant(from) === 0) return facts.isNotNegative(to);
  const op = tree.definition.get(from);
  const isNext = op?.kind === "prim" && op.prim === "add" && facts.constant(op.args[1]!) === 1;
  const around = facts.counterOf.get(isNext ? op.args[0]! : from);
  return around?.step === 1 && around.compare === "<" && around.to === to && facts.isWhole(around.from);
}
