/** `if` and its `else`. */
import type ts from "typescript";
import { branch } from "../branch.ts";
import type { Lowering } from "../lowering.ts";

export function lowerIf(cx: Lowering, node: ts.IfStatement): void {
  const condition = cx.expression(node.expression);
  const { thenStatement, elseStatement } = node;
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
