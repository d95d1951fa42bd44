/**
 * The values of the primal sweep that the adjoint sweep will ask for, as far as that can be told before it is made: what partials
 * need, where active memory is read and written, which way branches went. They are had again in any case, so that what is made of them
 * need not be recorded as well.
 *   %3 = exp %1 ; %4 = add 1, %3 ; %5 = div 1, %4       =>   %3 is recorded, %4 and %5 are computed again from it
 */
import type { Activity } from "../../analysis/activity.ts";
import type { Facts } from "../../analysis/facts.ts";
import type { IrFunction, Key, Op, PrimOp, ValueId } from "../../ir/ir.ts";
import { eachOp, regionsOf, resultsOf } from "../../ir/visit.ts";
import { needsOf } from "../../rules/derive.ts";
import type { PrimName } from "../../rules/formula.ts";

interface Known {
  readonly fn: IrFunction;
  readonly activity: Activity;
  readonly facts: Facts;
}

export function wantedValues(cx: Known): ReadonlySet<ValueId> {
  const wanted = new Set<ValueId>();
  const index = (key: Key): void => {
    if (key.kind === "index") wanted.add(key.index);
  };
  const visit = (op: Op): void => {
    switch (op.kind) {
      case "prim":
        if (cx.activity.isActive(op.result)) for (const value of wantedByPrim(cx, op)) wanted.add(value);
        return;
      case "load":
        if (cx.activity.isActive(op.result)) index(op.key);
        return;
      case "store":
        if (cx.activity.isActive(op.ref)) index(op.key);
        return;
      case "for":
        if (isActiveInside(cx.activity, op)) wanted.add(op.from).add(op.to);
        return;
      case "if":
        if (isActiveInside(cx.activity, op)) wanted.add(op.condition);
        return;
      default:
    }
  };
  eachOp(cx.fn.body, visit);
  return wanted;
}

function isActiveInside(activity: Activity, op: Op): boolean {
  return regionsOf(op).some((region) =>
    region.ops.some((inner) =>
      regionsOf(inner).length > 0
        ? isActiveInside(activity, inner)
        : resultsOf(inner).some((result) => activity.isActive(result)) ||
          (inner.kind === "store" && activity.isActive(inner.ref)),
    ),
  );
}

/** What the partials of a primitive need by which a derivative goes. */
export function wantedByPrim({ activity, facts }: Pick<Known, "activity" | "facts">, op: PrimOp): readonly ValueId[] {
  if (op.prim === "select") return [op.args[0]!];
  const constants = op.args.map((arg) => {
    const known = facts.constant(arg);
    return typeof known === "number" ? known : undefined;
  });
  return op.args.flatMap((arg, i) => {
    if (!activity.isActive(arg)) return [];
    const { params, out } = needsOf(op.prim as PrimName, { count: op.args.length, constants }, i);
    return [...params.map((k) => op.args[k]!), ...(out ? [op.result] : [])];
  });
}
