/** An expression, by its kind. */
import type ts from "typescript";
import type { ValueId } from "../ir/ir.ts";
import { lowerDelete } from "./expressions/dictionary.ts";
import { stringType } from "../ir/types.ts";
import type { Type } from "../ir/types.ts";
import { lowerAccess } from "./expressions/access.ts";
import { lowerAssignment, lowerIncrement } from "./expressions/assignment.ts";
import { lowerBinary } from "./expressions/binary.ts";
import { lowerCall } from "./expressions/call.ts";
import { lowerChain } from "./expressions/chain.ts";
import { lowerConditional } from "./expressions/conditional.ts";
import { closureOf } from "./expressions/function-literal.ts";
import { standIn } from "./function-join.ts";
import { lowerIdentifier } from "./expressions/identifier.ts";
import { lowerArrayLiteral, lowerObjectLiteral, lowerTemplate } from "./expressions/literal.ts";
import { lowerNew } from "./expressions/new.ts";
import { lowerThis } from "./expressions/receiver.ts";
import { lowerPrefix, lowerTypeof, lowerVoid } from "./expressions/unary.ts";
import { isUntyped, nonNullish } from "./type-predicates.ts";
import type { Lowering } from "./lowering.ts";
import { isAssignmentOperator } from "./syntax.ts";

/** `expected` is the type that a literal takes where it stands. */
export function lowerExpression(cx: Lowering, node: ts.Expression, expected?: Type): ValueId {
  const { ts } = cx;
  const { SyntaxKind: K } = ts;
  const origin = cx.origin(node);
  if (ts.isOptionalChain(node)) return lowerChain(cx, node);
  if (ts.isParenthesizedExpression(node)) return cx.expression(node.expression, expected);
  if (ts.isIdentifier(node)) return lowerIdentifier(cx, node);
  if (ts.isNumericLiteral(node)) return cx.at.number(Number(node.text), origin);
  if (ts.isStringLiteralLike(node)) return cx.at.const_(node.text, origin);
  if (ts.isBigIntLiteral(node)) return cx.at.const_(BigInt(node.text.slice(0, -1)), origin);
  if (ts.isBinaryExpression(node)) {
    return isAssignmentOperator(ts, node.operatorToken.kind)
      ? lowerAssignment(cx, node)
      : lowerBinary(cx, node, expected);
  }
  if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) return lowerAccess(cx, node);
  if (ts.isCallExpression(node)) return lowerCall(cx, node);
  if (ts.isConditionalExpression(node)) return lowerConditional(cx, node, expected);
  if (ts.isPrefixUnaryExpression(node)) return lowerPrefix(cx, node);
  if (ts.isPostfixUnaryExpression(node)) return lowerIncrement(cx, node);
  if (ts.isNonNullExpression(node)) {
    const value = cx.expression(node.expression, expected);
    return cx.coerce(value, nonNullish(cx.typeOf(value)), origin);
  }
  if (ts.isAsExpression(node) || ts.isTypeAssertionExpression(node)) return lowerAssertion(cx, node, expected);
  if (ts.isSatisfiesExpression(node)) return cx.expression(node.expression, expected);
  if (ts.isArrayLiteralExpression(node)) return lowerArrayLiteral(cx, node, expected);
  if (ts.isObjectLiteralExpression(node)) return lowerObjectLiteral(cx, node, expected);
  if (ts.isTemplateExpression(node)) return lowerTemplate(cx, node);
  if (ts.isFunctionExpression(node) || ts.isArrowFunction(node)) return standIn(cx, closureOf(cx, node), node);
  if (ts.isNewExpression(node)) return lowerNew(cx, node, expected);
  if (ts.isTypeOfExpression(node)) return lowerTypeof(cx, node);
  if (ts.isVoidExpression(node)) return lowerVoid(cx, node);
  if (ts.isRegularExpressionLiteral(node)) {
    return cx.opaque([node.text], node, { type: { kind: "opaque", text: "RegExp" }, effect: "effect" });
  }
  switch (node.kind) {
    case K.TrueKeyword:
      return cx.at.const_(true, origin);
    case K.FalseKeyword:
      return cx.at.const_(false, origin);
    case K.NullKeyword:
      return cx.at.const_(null, origin);
    default:
      return refuseKind(cx, node);
  }
}

/** `x as T`: another view of the same value. `any` and `unknown` are seen through, so that nothing hides in them. */
function lowerAssertion(cx: Lowering, node: ts.AsExpression | ts.TypeAssertion, expected: Type | undefined): ValueId {
  if (cx.ts.isConstTypeReference(node.type)) return cx.expression(node.expression, expected);
  const type = cx.file.lowerType(cx.oracle.typeOfTypeNode(node.type));
  const isTyped = !isUntyped(type);
  const value = cx.expression(node.expression, isTyped ? type : expected);
  return isTyped ? cx.narrow(value, type, cx.origin(node)) : value;
}

function refuseKind(cx: Lowering, node: ts.Expression): ValueId {
  const { ts } = cx;
  const { SyntaxKind: K } = ts;
  switch (node.kind) {
    case K.ThisKeyword:
    case K.SuperKeyword:
      return lowerThis(cx, node);
    case K.ClassExpression:
      return cx.refuse("AD2005", node, "a class is used as a value");
    case K.AwaitExpression:
      return cx.refuse("AD2019", node, "`await` cannot be differentiated");
    case K.YieldExpression:
      return cx.refuse("AD2020", node, "`yield` cannot be differentiated");
    case K.DeleteExpression:
      return lowerDelete(cx, node as ts.DeleteExpression);
    case K.TaggedTemplateExpression:
      return cx.refuse("AD2025", node, "what the tag of a template makes of its values is not known", stringType);
    default:
      return cx.refuse("AD2027", node, `\`${shortened(node.getText())}\` is not in the differentiable language`);
  }
}

function shortened(text: string): string {
  const [line = ""] = text.split("\n");
  return line.length > 40 ? `${line.slice(0, 40)}…` : line;
}
