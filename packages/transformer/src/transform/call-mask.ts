/**
 * What is active at a call, as the callee must be differentiated for it: one bit an argument, and a last one, true or left out, where
 * the memory that it returns needs a shadow from inside. That is memory which the caller makes active (it writes into it), though
 * the callee puts nothing active there: only the callee knows which of its parts are one.
 */
import type { Activity } from "../analysis/activity.ts";
import { valueId } from "../ir/ir.ts";
import type { CallOp, IrFunction } from "../ir/ir.ts";
import { elementType, fieldsOf, isReference } from "../ir/types.ts";
import type { Type, TypeTable } from "../ir/types.ts";
import type { Derivatives, Mask } from "./derivatives.ts";

/** The mask of a call; undefined where no derivative passes through it. */
export function maskOfCall(all: Derivatives, fn: IrFunction, activity: Activity, op: CallOp): Mask | undefined {
  const mask = activeAtCall(all, fn, activity, op);
  return mask && withTouched(all, op, bounded(all, op, mask));
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
  const known = masks.assigned.get(key);
  if (known) return known;
  for (const [i, bit] of mask.entries()) masks.join[i] = bit || masks.join[i] === true;
  const own = masks.assigned.size < ownVariants ? mask : [...masks.join];
  masks.assigned.set(key, own);
  return own;
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
