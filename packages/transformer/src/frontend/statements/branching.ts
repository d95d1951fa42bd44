/** `if` and its `else`. */
import type ts from "typescript";
import { branch } from "../branch.ts";
import { knownTruth } from "../known-condition.ts";
import type { Lowering } from "../lowering.ts";

export function lowerIf(cx: Lowering, node: ts.IfStatement): void {
  const { thenStatement, elseStatement } = node;
  const known = knownTruth(cx, node.expression);
  if (known !== undefined) {
    const taken = known ? thenStatement : elseStatement;
    if (taken) cx.statement(taken);
    return;
  }
  const condition = cx.expression(node.expression);
  branch(cx, {
    condition,
    assigned: cx.assignedIn(node),
    origin: cx.origin(node),
    then: () => {
      cx.statement(thenStatement);
      return undefined;
    },
    else: () => {
      if (elseStatement) cx.statement(elseStatement);
      return undefined;
    },
  });
}
