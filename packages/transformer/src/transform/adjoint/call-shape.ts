/** What a caller knows of a call: which arguments are active, and which memory it may change before the adjoint sweep. */
import { aliasesOf } from "../../analysis/alias-pattern.ts";
import type { CallOp, Op, ValueId } from "../../ir/ir.ts";
import { elementType, isFixedShape, isReference } from "../../ir/types.ts";
import { isHidden } from "../../analysis/flow.ts";
import type { Node } from "../../analysis/places.ts";
import type { CallShape, Reversal } from "./context.ts";
import { madeIn } from "./fresh.ts";
import { isRepeated, mayFollow, spotAround } from "./scope.ts";
import { depthsOf, joinCalls, maskOfCall } from "../call-mask.ts";
import { changes } from "./changes.ts";

/** The shape of a call, or undefined where no derivative passes through it. */
export function callShape(cx: Known, op: CallOp): CallShape | undefined {
  const mask = maskOfCall(cx.all, cx.fn, cx.activity, op);
  if (!mask) return undefined;
  const nodeOf = (i: number): Node | undefined => {
    const arg = op.args[i];
    return arg === undefined || !isReference(cx.fn.values[arg]!.type) ? undefined : cx.flow.nodeOf[arg];
  };
  return {
    mask,
    unstable: unstableAt(cx, op),
    aliases: aliasesOf(cx.all.flow(op.callee), cx.flow.places, nodeOf),
    isLoose: cx.isLoose,
  };
}

const joinedOf = new WeakMap<Known["tree"], ReturnType<typeof joinCalls>>();

/**
 * What may change after this call; of a record of numbers, also what may change after another call of the same callee that runs as often:
 * they share a variant, since it costs little to keep such a record.
 */
function unstableAt(cx: Known, op: CallOp): readonly boolean[] {
  let joined = joinedOf.get(cx.tree);
  if (!joined) {
    const changedAfter = (call: CallOp): readonly boolean[] =>
      [...call.args, call.result].map(
        (value) => isFixedShape(cx.fn.values[value]!.type) && isChangedAfter(cx, value, call),
      );
    joinedOf.set(cx.tree, (joined = joinCalls(cx.fn, changedAfter)));
  }
  const alike = joined.get(op.callee)?.[depthsOf(cx.fn).get(op) ?? 0] ?? [];
  return [...op.args, op.result].map((value, i) => {
    const { type } = cx.fn.values[value]!;
    return isFixedShape(type) ? alike[i] === true : isChangedAfter(cx, value, op);
  });
}

type Known = Pick<Reversal, "all" | "fn" | "flow" | "activity" | "tree" | "isUnstable" | "isLoose">;

/** Whether memory below a value may be written after the call, here or by whoever called this. A circle through a loop counts. */
function isChangedAfter(cx: Known, value: ValueId, call: CallOp): boolean {
  if (!isReference(cx.fn.values[value]!.type)) return false;
  const { places } = cx.flow;
  const tree = places.tree(places.find(cx.flow.nodeOf[value]!));
  if (!spotAround(cx.tree, call) && [...tree].some((node) => cx.isUnstable(node))) return true;
  const cells = new Set([...tree].flatMap((node) => places.cells(node).map(([, cell]) => places.find(cell))));
  const made = isFlat(cx, value) ? madeIn(cx, value) : undefined;
  const isLater = (op: Op): boolean =>
    op === call ? isRepeated(cx.tree, call, made) : mayFollow(cx.tree, op, call, made);
  return (
    changes(cx).writes.some(
      (write) => cells.has(places.find(write.cell)) && isLater(write.op) && !isMaking(write.op),
    ) || changes(cx).resized.some((resize) => tree.has(places.find(resize.node)) && isLater(resize.op))
  );
}

/** Whether memory holds no other memory. */
function isFlat({ fn, all }: Known, value: ValueId): boolean {
  const element = elementType(fn.values[value]!.type, all.types);
  return element !== undefined && !isReference(element) && !isHidden(element);
}

/** A literal writes its own new memory only. */
function isMaking(op: Op): boolean {
  return op.kind === "array";
}
