/**
 * What is active at a call, as the callee must be differentiated for it: one bit an argument, and a last one, true or left out, where
 * the memory that it returns needs a shadow from inside. That is memory which the caller makes active (it writes into it), though
 * the callee puts nothing active there: only the callee knows which of its parts are one.
 */
import type { Activity } from "../analysis/activity.ts";
import { valueId } from "../ir/ir.ts";
import type { CallOp, FunctionId, IrFunction, Region } from "../ir/ir.ts";
import { elementType, fieldsOf, isFixedShape, isReference } from "../ir/types.ts";
import type { Type, TypeTable } from "../ir/types.ts";
import { regionsOf } from "../ir/visit.ts";
import type { Derivatives, Mask } from "./derivatives.ts";

/** The mask of a call; undefined where no derivative passes through it. */
export function maskOfCall(all: Derivatives, fn: IrFunction, activity: Activity, op: CallOp): Mask | undefined {
  const mask = activeAtCall(all, fn, activity, op);
  return mask && withTouched(all, op, bounded(all, op, widened(all, fn, activity, op, mask)));
}

const joinedOf = new WeakMap<Activity, JoinedMasks>();

/** By callee and number of loops around: the join of the masks of all calls in so many loops or more. */
type JoinedMasks = ReadonlyMap<FunctionId, readonly Mask[]>;

/**
 * Calls of one function share a variant where that costs little: the mask takes in the numbers (and small records) that are active at
 * other calls of the same callee here, as long as those run as often.
 */
function widened(all: Derivatives, fn: IrFunction, activity: Activity, op: CallOp, mask: Mask): Mask {
  let joined = joinedOf.get(activity);
  if (!joined) joinedOf.set(activity, (joined = joinCalls(fn, (call) => activeAtCall(all, fn, activity, call))));
  const alike = joined.get(op.callee)?.[depthsOf(fn).get(op) ?? 0];
  const { params, values } = all.functionOf(op.callee);
  return mask.map((bit, i) => {
    const param = params[i];
    return bit || (param !== undefined && isSmall(values[param]!.type) && alike?.[i] === true);
  });
}

/** A number, or a record of a few: its adjoint costs nothing, even if nobody wants it. */
function isSmall(type: Type): boolean {
  return !isReference(type) || isFixedShape(type);
}

/** What holds at some call of a callee that stands in as many loops, or more, as the index says. */
export function joinCalls(fn: IrFunction, bitsOf: (call: CallOp) => Mask | undefined): JoinedMasks {
  const joined = new Map<FunctionId, boolean[][]>();
  for (const [op, depth] of depthsOf(fn)) {
    const own = joined.get(op.callee) ?? [];
    joined.set(op.callee, own);
    const bits = bitsOf(op) ?? [];
    for (let at = 0; at <= depth; at++) {
      const into = (own[at] ??= []);
      for (const [i, bit] of bits.entries()) into[i] = bit || into[i] === true;
    }
  }
  return joined;
}

const depthsOfCalls = new WeakMap<IrFunction, ReadonlyMap<CallOp, number>>();

/** The calls of a function, and in how many loops each stands. */
export function depthsOf(fn: IrFunction): ReadonlyMap<CallOp, number> {
  let depths = depthsOfCalls.get(fn);
  if (!depths) {
    const found = new Map<CallOp, number>();
    const visit = (region: Region, depth: number): void => {
      for (const op of region.ops) {
        if (op.kind === "call") found.set(op, depth);
        const isLoop = op.kind === "for" || op.kind === "while";
        for (const inner of regionsOf(op)) visit(inner, isLoop ? depth + 1 : depth);
      }
    };
    visit(fn.body, 0);
    depthsOfCalls.set(fn, (depths = found));
  }
  return depths;
}

/**
 * Memory that the callee itself makes active comes with a shadow too, though the caller has no use for it: what passes through it inside
 * the callee has to find its way.
 */
function withTouched(all: Derivatives, { callee }: CallOp, mask: Mask): Mask {
  const { params, values } = all.functionOf(callee);
  let now = mask;
  for (;;) {
    const activity = all.activity(callee, now);
    const next = now.map((bit, i) => {
      const param = params[i];
      return bit || (param !== undefined && isReference(values[param]!.type) && activity.isActive(param));
    });
    if (next.every((bit, i) => bit === now[i])) return now;
    now = next;
  }
}

/** So many masks of one callee get a variant of their own. */
const ownVariants = 4;

interface Masks {
  /** By the mask of a call, the one that the callee is differentiated for. */
  readonly assigned: Map<string, Mask>;
  readonly join: boolean[];
}

/**
 * Variants of a callee are few, so that derivatives stay linear in the size of the source: a further mask joins all that were seen, so
 * that what is active nowhere stays inactive. What was assigned once stays.
 */
function bounded(all: Derivatives, { callee }: CallOp, mask: Mask): Mask {
  const masks = all.once(`masks:${callee}`, (): Masks => ({ assigned: new Map(), join: [] }));
  const key = mask.map((bit) => (bit ? "1" : "0")).join("");
  const known = masks.assigned.get(key) ?? widerBy(all, callee, mask, masks.assigned.values());
  if (known) {
    masks.assigned.set(key, known);
    return known;
  }
  for (const [i, bit] of mask.entries()) masks.join[i] = bit || masks.join[i] === true;
  const own = new Set(masks.assigned.values()).size < ownVariants ? mask : [...masks.join];
  masks.assigned.set(key, own);
  return own;
}

/** A mask that has a variant already and takes in only numbers beside. */
function widerBy(all: Derivatives, callee: FunctionId, mask: Mask, assigned: Iterable<Mask>): Mask | undefined {
  if (!all.isRecursive(callee)) return undefined;
  const { params, values } = all.functionOf(callee);
  return [...assigned].find((other) =>
    [...params, undefined].every((param, i) => {
      if ((mask[i] ?? false) === (other[i] ?? false)) return true;
      return param !== undefined && other[i] === true && isSmall(values[param]!.type);
    }),
  );
}

function activeAtCall(all: Derivatives, fn: IrFunction, activity: Activity, op: CallOp): Mask | undefined {
  const mask = op.args.map((arg) => activity.isActive(arg));
  const isActive = activity.isActive(op.result);
  const { type } = fn.values[op.result]!;
  if (isActive && isReference(type) && (mask.includes(true) || holdsReferences(type, all.types))) {
    const whole = [...mask, true];
    return isSame(all, op, mask, whole) ? mask : whole;
  }
  if (!mask.includes(true)) return undefined;
  const { summary } = all.flow(op.callee);
  return isActive || summary.written.size + summary.resized.size > 0 ? mask : undefined;
}

/** Whether two masks make the same values of the callee active. */
function isSame(all: Derivatives, { callee }: CallOp, a: Mask, b: Mask): boolean {
  const [first, second] = [all.activity(callee, a), all.activity(callee, b)];
  return (
    first.resultIsActive === second.resultIsActive &&
    all.functionOf(callee).values.every((_, i) => first.isActive(valueId(i)) === second.isActive(valueId(i)))
  );
}

/** Whether two ways may lead to one memory below a value of this type. */
function holdsReferences(type: Type, types: TypeTable): boolean {
  if (type.kind === "union") return type.members.some((member) => holdsReferences(member, types));
  const fields = fieldsOf(type, types);
  if (fields) return fields.some((field) => isReference(field.type));
  const element = elementType(type, types);
  return element !== undefined && isReference(element);
}
