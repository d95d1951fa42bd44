/** `c ? a : b`. */
import type ts from "typescript";
import { branch } from "../branch.ts";
import { knownTruth } from "../known-condition.ts";
import type { ValueId } from "../../ir/ir.ts";
import { unionOf } from "../../ir/types.ts";
import type { Type } from "../../ir/types.ts";
import { isUntyped } from "../type-predicates.ts";
import type { Lowering } from "../lowering.ts";

export function lowerConditional(cx: Lowering, node: ts.ConditionalExpression, expected?: Type): ValueId {
  const known = knownTruth(cx, node.condition);
  if (known !== undefined) return cx.expression(known ? node.whenTrue : node.whenFalse, expected);
  const condition = cx.expression(node.condition);
  const value = branch(cx, {
    condition,
    assigned: cx.assignedIn(node),
    origin: cx.origin(node),
    then: () => cx.expression(node.whenTrue, expected),
    else: () => cx.expression(node.whenFalse, expected),
    type: (types) => {
      if (expected && !isUntyped(expected) && types.every((type) => cx.file.fits(type, expected))) return expected;
      return unionOf(types);
    },
  });
  return value ?? condition;
}
