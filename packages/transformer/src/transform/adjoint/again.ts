/**
 * A round of a loop that is reversed on the spot, computed again: the user's ops with all that their reversal added, in the counterpart
 * of the body. The loop of the primal sweep stays as the user wrote it, under values of its own.
 */
import { InternalError } from "../../base/internal-error.ts";
import type { ForOp, Op, Region, ValueId } from "../../ir/ir.ts";
import { copyRegion, freeValues, mapRegions, substituteRegion } from "../../ir/visit.ts";
import { isResized, use } from "./availability.ts";
import { addAt } from "./context.ts";
import type { Reversal } from "./context.ts";
import { inductionStep, inductionValue } from "./induction.ts";
import { rebuild } from "./scope.ts";
import type { Scope } from "./scope.ts";

export interface Again {
  /** What every round makes alike, and fills anew: made once, in front of the loop. */
  readonly front: readonly Op[];
  readonly head: readonly Op[];
}

export function computedAgain(cx: Reversal, loop: ForOp, inner: Scope): Again {
  const { builder, tree } = cx;
  const { again } = inner;
  if (!again) throw new InternalError("a loop that is not reversed on the spot");
  const body = withoutOps(rebuild(inner, tree), (op) => again.done.has(op) || op.kind === "comment");
  addAt(cx, loop, "instead", [{ ...loop, body: copyRegion(loop.body, (value) => builder.valueLike(value)) }]);
  const ops = [...loop.body.params.slice(1).flatMap((param, i) => carriedAgain(cx, loop, param, i)), ...body.ops];
  const { origin } = loop;
  const region: Region = { params: loop.body.params.slice(0, 1), ops, end: { kind: "yield", values: [], origin } };
  const outside = new Map([...freeValues(region)].map((value) => [value, use(cx, value)]));
  const front = alikeOps(cx, region, new Set(outside.keys()));
  const substituted = (list: readonly Op[]): readonly Op[] => substituteRegion({ ...region, ops: list }, outside).ops;
  return { front: substituted([...front]), head: substituted(ops.filter((op) => !front.has(op))) };
}

/**
 * What gives the same in every round, also where there is none: recordings of a length that stays the same, with the lengths that they are
 * made of. Each round writes all that it reads of them.
 */
function alikeOps(cx: Reversal, { ops }: Region, outside: ReadonlySet<ValueId>): ReadonlySet<Op> {
  const lengths = new Set([...outside].filter((value) => cx.tree.definition.get(value)?.kind === "length"));
  const isAlike = (op: Op): boolean => {
    switch (op.kind) {
      case "const":
        return typeof op.value === "number" && Number.isInteger(op.value) && op.value >= 0;
      case "length":
        return outside.has(op.ref) && !isResized(cx, op.ref);
      case "prim":
        return op.prim === "mul" && op.args.every((arg) => lengths.has(arg));
      case "allocate":
        return cx.recordings.has(op.result) && lengths.has(op.length);
      default:
        return false;
    }
  };
  const alike = new Set<Op>();
  for (const op of ops) {
    if (!isAlike(op)) continue;
    alike.add(op);
    if ("result" in op && op.kind !== "allocate") lengths.add(op.result);
  }
  return [...alike].some(({ kind }) => kind === "allocate") ? alike : new Set();
}

function withoutOps(region: Region, isLeftOut: (op: Op) => boolean): Region {
  const ops = region.ops.filter((op) => !isLeftOut(op));
  return { ...region, ops: ops.map((op) => mapRegions(op, (inner) => withoutOps(inner, isLeftOut))) };
}

/** What the round takes over from the one before: it follows from the number of the round, or nobody needs it. */
function carriedAgain(cx: Reversal, loop: ForOp, param: ValueId, position: number): readonly Op[] {
  const { origin } = loop;
  const step = inductionStep(cx, loop, position);
  if (step === undefined) return [{ kind: "undef", result: param, origin }];
  const into = cx.builder.region();
  const value = inductionValue(cx, loop, { position, step, index: loop.body.params[0]! }, into, (outer) => outer);
  into.append({ kind: "cast", result: param, arg: value, origin });
  return into.ops;
}
