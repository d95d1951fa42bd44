/** Whether an array certainly has an element where one is taken off: `pop` of what may be empty needs a test. */
import type ts from "typescript";
import { eachOp, regionsOf } from "../../ir/visit.ts";
import { isLengthStore } from "../../ir/ir.ts";
import type { Op, ValueId } from "../../ir/ir.ts";
import type { Lowering } from "../lowering.ts";
import { bare, eachNode, literalNumber } from "../syntax.ts";

/** `array` is what was written for `ref`. */
export function isCertainlyFilled(cx: Lowering, ref: ValueId, array: ts.Expression): boolean {
  let needed = 1;
  for (const op of cx.at.ops.toReversed()) {
    if (op.kind === "push" && op.ref === ref) needed -= op.elements.filter(({ kind }) => kind === "value").length;
    else if (op.kind === "pop" && op.ref === ref) needed++;
    else if (op.kind === "array" && op.result === ref) {
      return op.elements.filter(({ kind }) => kind === "value").length >= needed;
    } else if (mayShorten(op)) return false;
    if (needed <= 0) return true;
  }
  return lengthByCondition(cx, array) >= needed;
}

function mayShorten(op: Op): boolean {
  if (isLengthStore(op) || op.kind === "call" || op.kind === "pop" || (op.kind === "opaque" && op.effect === "effect"))
    return true;
  let found = false;
  for (const region of regionsOf(op)) eachOp(region, (inner) => void (found ||= mayShorten(inner)));
  return found;
}

/** What the `if` or `while` around the place says of the length. */
function lengthByCondition(cx: Lowering, array: ts.Expression): number {
  const { ts } = cx;
  const name = bare(ts, array);
  const symbol = ts.isIdentifier(name) ? cx.oracle.symbolAt(name) : undefined;
  if (!symbol) return 0;
  let inner: ts.Node = array;
  for (let at = array.parent; at; inner = at, at = at.parent) {
    if (ts.isBlock(at) || ts.isExpressionStatement(at) || ts.isReturnStatement(at)) continue;
    if (ts.isVariableStatement(at) || ts.isVariableDeclarationList(at) || ts.isVariableDeclaration(at)) continue;
    const condition = conditionOf(ts, at, inner);
    if (condition) return cx.assignedIn(at).has(symbol) ? 0 : atLeast(cx, condition, symbol);
    const isPlain =
      ts.isExpression(at) && !ts.isConditionalExpression(at) && !isShortCircuit(ts, at) && !ts.isFunctionLike(at);
    if (!isPlain) return 0;
  }
  return 0;
}

function conditionOf(ts: Lowering["ts"], at: ts.Node, inner: ts.Node): ts.Expression | undefined {
  if (ts.isIfStatement(at)) return at.thenStatement === inner ? at.expression : undefined;
  return ts.isWhileStatement(at) && at.statement === inner ? at.expression : undefined;
}

function isShortCircuit(ts: Lowering["ts"], node: ts.Expression): boolean {
  const { AmpersandAmpersandToken, BarBarToken, QuestionQuestionToken } = ts.SyntaxKind;
  const lazy = [AmpersandAmpersandToken, BarBarToken, QuestionQuestionToken] as const;
  return ts.isBinaryExpression(node) && lazy.some((kind) => node.operatorToken.kind === kind);
}

/** The least length that a condition leaves: `xs.length > 0 && …` */
function atLeast(cx: Lowering, condition: ts.Expression, symbol: ts.Symbol): number {
  const { ts } = cx;
  const node = bare(ts, condition);
  let hasCall = false;
  eachNode(ts, node, (at) => void (hasCall ||= ts.isCallExpression(at)));
  if (hasCall) return 0;
  const isLength = (expression: ts.Expression): boolean => {
    const access = bare(ts, expression);
    return (
      ts.isPropertyAccessExpression(access) &&
      access.name.text === "length" &&
      ts.isIdentifier(access.expression) &&
      cx.oracle.symbolAt(access.expression) === symbol
    );
  };
  if (isLength(node)) return 1;
  if (!ts.isBinaryExpression(node)) return 0;
  const bound = literalNumber(ts, node.right);
  switch (node.operatorToken.kind) {
    case ts.SyntaxKind.AmpersandAmpersandToken:
      return Math.max(atLeast(cx, node.left, symbol), atLeast(cx, node.right, symbol));
    case ts.SyntaxKind.GreaterThanToken:
      return isLength(node.left) && bound !== undefined ? Math.floor(bound) + 1 : 0;
    case ts.SyntaxKind.GreaterThanEqualsToken:
      return isLength(node.left) && bound !== undefined ? Math.ceil(bound) : 0;
    case ts.SyntaxKind.ExclamationEqualsEqualsToken:
    case ts.SyntaxKind.ExclamationEqualsToken:
      return isLength(node.left) && bound === 0 ? 1 : 0;
    default:
      return 0;
  }
}
