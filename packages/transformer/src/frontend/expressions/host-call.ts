/** Calls of host code: text with values in it. Functions are passed on as text. */
import type ts from "typescript";
import { isThrowingText } from "../../analysis/throws.ts";
import type { OpaqueOp, ValueId } from "../../ir/ir.ts";
import type { Type } from "../../ir/types.ts";
import type { Lowering, OpaquePart } from "../lowering.ts";
import { outsideText } from "../module-value.ts";
import { bare, enclosingFunction } from "../syntax.ts";
import { hostText } from "./host-text.ts";

/** `ref` is the value that a method belongs to, where it is already at hand. */
export function hostCall(
  cx: Lowering,
  node: ts.CallExpression | ts.NewExpression,
  effect: OpaqueOp["effect"],
  ref?: ValueId,
  type?: Type,
): ValueId {
  const { ts } = cx;
  const callee = bare(ts, node.expression);
  const parts: OpaquePart[] = [];
  if (ts.isNewExpression(node)) parts.push("new ");
  if (ref !== undefined && ts.isPropertyAccessExpression(callee)) parts.push(ref, `.${callee.name.text}`);
  else if (ts.isPropertyAccessExpression(callee) && !isModuleName(cx, callee.expression)) {
    parts.push(cx.expression(callee.expression), `.${callee.name.text}`);
  } else {
    parts.push(outsideText(cx, callee));
  }
  if (node.typeArguments)
    parts.push(`<${node.typeArguments.map((argument) => typeArgument(cx, argument)).join(", ")}>`);
  parts.push("(");
  for (const [i, argument] of (node.arguments ?? []).entries()) {
    if (i > 0) parts.push(", ");
    parts.push(...hostArgument(cx, argument));
  }
  parts.push(")");
  const kept = keepsPlace(cx, node, parts) ? "effect" : effect;
  return cx.opaque(parts, node, { type: type ?? cx.file.typeAt(node), effect: kept });
}

/** What may throw stays where it stands in a `try`, and where nothing but the throw can be meant by it. */
function keepsPlace(cx: Lowering, node: ts.Node, parts: readonly OpaquePart[]): boolean {
  if (cx.trying === 0 && !cx.ts.isExpressionStatement(node.parent)) return false;
  return isThrowingText(parts.filter((part) => typeof part === "string"));
}

export function hostArgument(cx: Lowering, node: ts.Expression): readonly OpaquePart[] {
  const { ts } = cx;
  if (ts.isSpreadElement(node)) return ["...", cx.expression(node.expression)];
  const inner = bare(ts, node);
  if (ts.isFunctionExpression(inner) || ts.isArrowFunction(inner)) return hostText(cx, inner);
  const isName = ts.isIdentifier(inner) || ts.isPropertyAccessExpression(inner);
  if (isName && isModuleName(cx, inner) && cx.oracle.isCallable(cx.oracle.typeAt(inner)))
    return [outsideText(cx, inner)];
  return [cx.expression(node)];
}

/** Whether an expression is a name of the module or the host, or a member of one: text that is valid anywhere in the file. */
function isModuleName(cx: Lowering, node: ts.Expression): boolean {
  const { ts } = cx;
  let base = bare(ts, node);
  while (ts.isPropertyAccessExpression(base)) base = bare(ts, base.expression);
  if (!ts.isIdentifier(base)) return false;
  const symbol = cx.oracle.symbolAt(base);
  if (!symbol || cx.env.has(symbol)) return false;
  const declaration = symbol.valueDeclaration ?? symbol.declarations?.[0];
  return !declaration || !enclosingFunction(ts, declaration);
}

function typeArgument(cx: Lowering, node: ts.TypeNode): string {
  if (node.getSourceFile() === cx.file.opened.sourceFile) return node.getText();
  return cx.file.typeLowering.textOf(cx.oracle.typeOfTypeNode(node));
}
