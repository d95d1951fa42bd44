/** Labels: of loops, and blocks that `break label` leaves. */
import type ts from "typescript";
import { asTarget, inBlock } from "../loop.ts";
import type { Lowering } from "../lowering.ts";

export function lowerLabelled(cx: Lowering, node: ts.LabeledStatement): void {
  const { ts } = cx;
  const names: string[] = [];
  let body: ts.Statement = node;
  while (ts.isLabeledStatement(body)) {
    names.push(body.label.text);
    body = body.statement;
  }
  if (ts.isIterationStatement(body, false)) {
    cx.pendingNames = names;
    cx.statement(body);
    return;
  }
  inBlock(cx, cx.assignedIn(body), cx.origin(node), (label, variables) => {
    asTarget(cx, { kind: "block", names, break: { kind: "break", label, variables } }, () => cx.statement(body));
  });
}
