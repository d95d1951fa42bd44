/** Which of JavaScript's loops a `while` op is printed as, and which copies are left to print. */
import type { Op, Terminator, WhileOp } from "../ir/ir.ts";
import type { Classes } from "./coalesce.ts";
import type { Copy } from "./copies.ts";
import { eachLeaf, statementsOf } from "./schedule.ts";
import type { Schedule, Selection } from "./schedule.ts";
import { constOf, isUndef } from "./structure.ts";
import type { Place } from "./structure.ts";

/** `while (c) {}` · `do {} while (c)` · `for (;;) {}` with its test inside, or none. */
export type LoopForm = "while" | "do" | "endless";

export interface Flow extends Selection {
  readonly schedule: Schedule;
  readonly classes: Classes;
}

/** The copies that are printed: into another variable, of something that has a value. */
export function printedCopies({ schedule, classes, structure }: Flow, by: Op | Terminator): readonly Copy[] {
  const copies = schedule.copiesAt.get(by) ?? [];
  return copies.filter(({ to, from }) => classes.of(to) !== classes.of(from) && !isUndef(structure, from));
}

/** Copies that leave their variable as it is, because nobody reads it on this path. */
export function emptyCopies({ schedule, structure }: Flow, by: Op | Terminator): readonly Copy[] {
  return (schedule.copiesAt.get(by) ?? []).filter(({ from }) => isUndef(structure, from));
}

export function formOf(flow: Flow, op: WhileOp): LoopForm {
  const before = flow.structure.placeOf.get(op.before);
  const after = flow.structure.placeOf.get(op.after);
  const { end } = op.before;
  if (!before?.completes || end.kind !== "condition" || constOf(flow.structure, end.condition)?.value === true)
    return "endless";
  const copies = printedCopies(flow, end);
  if (copies.length === 0 && statementsOf(flow, before).length === 0) return "while";
  if (after?.completes && isIdle(flow, after) && !isContinued(flow, op) && !isTestSpoiled(flow, op)) return "do";
  return "endless";
}

function isIdle(flow: Flow, place: Place): boolean {
  return statementsOf(flow, place).length === 0 && printedCopies(flow, place.region.end).length === 0;
}

function isContinued({ structure }: Flow, op: WhileOp): boolean {
  return (structure.jumpsTo.get(op) ?? []).some(({ end }) => end.kind === "continue");
}

/** Whether the test reads a variable that the copies before it have written. */
export function isTestSpoiled(flow: Flow, op: WhileOp): boolean {
  const { end } = op.before;
  if (end.kind !== "condition") return false;
  const written = new Set(printedCopies(flow, end).map(({ to }) => flow.classes.of(to)));
  let isSpoiled = false;
  eachLeaf(flow, end.condition, (leaf) => {
    if (written.has(flow.classes.of(leaf))) isSpoiled = true;
  });
  return isSpoiled;
}

/** Whether a branch is printed after its `if` instead of inside it, because the other branch never gets there. */
export function isFlattened(structure: Flow["structure"], place: Place): boolean {
  const { owner } = place;
  if (owner?.kind !== "if") return false;
  const [then, otherwise] = [structure.placeOf.get(owner.then), structure.placeOf.get(owner.else)];
  if (!then || !otherwise) return false;
  return then.completes ? place === then && !otherwise.completes : place === otherwise;
}

/** Whether a region is a block's body that nothing leaves before its end: it needs neither label nor braces. */
export function isPlainBlock({ structure }: Pick<Flow, "structure">, place: Place): boolean {
  const { owner } = place;
  if (owner?.kind !== "block") return false;
  return (structure.jumpsTo.get(owner) ?? []).every((jump) => jump.place === place);
}
