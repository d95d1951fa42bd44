/** `new Array(n).fill(v)`: an allocation and its filling are one op. */
import type ts from "typescript";
import type { Type } from "../../ir/types.ts";
import type { Lowering } from "../lowering.ts";

/** The `v` of `new Array(n).fill(v)`, which is one op with the allocation. */
export function fillAround(cx: Lowering, node: ts.Node): ts.Expression | undefined {
  return fillCallAround(cx, node)?.arguments[0];
}

/** What is expected where `new Array(n).fill(v)` stands. */
export function typeOfFilled(cx: Lowering, node: ts.Node): Type | undefined {
  const call = fillCallAround(cx, node);
  const type = call && cx.oracle.contextualTypeOf(call);
  return type && cx.file.typeLowering.lower(type);
}

function fillCallAround(cx: Lowering, node: ts.Node): ts.CallExpression | undefined {
  const { ts } = cx;
  let at = node.parent;
  while (ts.isParenthesizedExpression(at)) at = at.parent;
  if (!ts.isPropertyAccessExpression(at) || at.name.text !== "fill" || !ts.isCallExpression(at.parent))
    return undefined;
  const call = at.parent;
  return call.expression === at && call.arguments.length === 1 ? call : undefined;
}
