/** Whether an expression stays the same while a loop runs: it names nothing that the loop assigns or whose memory it changes. */
import type ts from "typescript";
import type { Lowering } from "./lowering.ts";
import { rootsOf } from "./references.ts";
import { targetOf } from "./static-target.ts";
import { bare, literalKey, eachNode, isAssignmentOperator, isIncrement } from "./syntax.ts";

export interface LoopChanges {
  readonly assigned: ReadonlySet<ts.Symbol>;
  /** Names of fields that are stored to. */
  readonly fields: ReadonlySet<string>;
  /** Variables whose arrays may become longer or shorter. */
  readonly grown: ReadonlySet<ts.Symbol>;
  /** Code that is not at hand gets hold of memory. */
  readonly unknown: boolean;
}

const growing: ReadonlySet<string> = new Set(["push", "pop", "shift", "unshift", "splice"]);

/** What a loop changes. A store at its own `counter` is in range, so it makes nothing longer. */
export function changesIn(
  cx: Lowering,
  parts: readonly (ts.Node | undefined)[],
  counter: ts.Symbol | undefined,
): LoopChanges {
  const { ts, oracle } = cx;
  const assigned = new Set<ts.Symbol>();
  const fields = new Set<string>();
  const grown = new Set<ts.Symbol>();
  let unknown = false;
  const grow = (ref: ts.Expression): void => rootsOf(oracle, ref).forEach((root) => grown.add(root));
  const store = (target: ts.Expression): void => {
    const node = bare(ts, target);
    if (ts.isPropertyAccessExpression(node)) {
      fields.add(node.name.text);
      if (node.name.text === "length") grow(node.expression);
    } else if (ts.isElementAccessExpression(node)) {
      const name = literalKey(ts, node.argumentExpression);
      if (name !== undefined) fields.add(name);
      const key = bare(ts, node.argumentExpression);
      const isCounter = ts.isIdentifier(key) && counter !== undefined && oracle.symbolAt(key) === counter;
      if (!isCounter) grow(node.expression);
    } else if (ts.isArrayLiteralExpression(node) || ts.isObjectLiteralExpression(node)) {
      eachNode(ts, node, (inner) => {
        if (inner !== node && (ts.isPropertyAccessExpression(inner) || ts.isElementAccessExpression(inner)))
          store(inner);
      });
    }
  };
  for (const part of parts) {
    if (!part) continue;
    for (const symbol of cx.assignedIn(part)) assigned.add(symbol);
    eachNode(ts, part, (node) => {
      if (ts.isTypeNode(node)) return false;
      if (ts.isBinaryExpression(node) && isAssignmentOperator(ts, node.operatorToken.kind)) store(node.left);
      else if (isIncrement(ts, node)) store(node.operand);
      else if (ts.isCallExpression(node)) {
        const callee = bare(ts, node.expression);
        if (ts.isPropertyAccessExpression(callee) && growing.has(callee.name.text)) grow(callee.expression);
        else unknown ||= reachesUnknownCode(cx, node);
      }
      return undefined;
    });
  }
  return { assigned, fields, grown, unknown };
}

function reachesUnknownCode(cx: Lowering, node: ts.CallExpression): boolean {
  const { kind } = targetOf(cx.oracle, node.expression);
  return (kind === "ambient" || kind === "unknown") && node.arguments.length > 0;
}

/** Whether the array that `ref` names keeps its length. */
export function keepsLength(cx: Lowering, ref: ts.Expression, changes: LoopChanges): boolean {
  if (changes.unknown) return false;
  if (changes.grown.size === 0) return true;
  for (const root of rootsOf(cx.oracle, ref)) if (changes.grown.has(root)) return false;
  return true;
}

export function isInvariant(cx: Lowering, expression: ts.Expression, changes: LoopChanges): boolean {
  const { ts } = cx;
  const node = bare(ts, expression);
  if (ts.isNumericLiteral(node)) return true;
  if (ts.isIdentifier(node)) return isInvariantName(cx, node, changes);
  if (isIncrement(ts, node)) return false;
  if (ts.isPrefixUnaryExpression(node)) return isInvariant(cx, node.operand, changes);
  if (ts.isBinaryExpression(node)) {
    return (
      !isAssignmentOperator(ts, node.operatorToken.kind) &&
      isInvariant(cx, node.left, changes) &&
      isInvariant(cx, node.right, changes)
    );
  }
  if (ts.isCallExpression(node)) {
    const target = targetOf(cx.oracle, node.expression);
    const isPure = target.kind === "math" && target.name !== "random";
    return isPure && node.arguments.every((argument) => isInvariant(cx, argument, changes));
  }
  if (ts.isPropertyAccessExpression(node) && !node.questionDotToken) {
    if (targetOf(cx.oracle, node).kind === "math") return true;
    if (!isInvariant(cx, node.expression, changes)) return false;
    if (node.name.text === "length") return keepsLength(cx, node.expression, changes);
    return !changes.unknown && !changes.fields.has(node.name.text);
  }
  if (ts.isElementAccessExpression(node) && !node.questionDotToken) {
    // Only a row, whose length is asked for; a number in an array may be stored anew.
    const isRow = ts.isPropertyAccessExpression(node.parent) && node.parent.name.text === "length";
    return (
      isRow &&
      isInvariant(cx, node.expression, changes) &&
      isInvariant(cx, node.argumentExpression, changes) &&
      keepsLength(cx, node.expression, changes)
    );
  }
  return false;
}

function isInvariantName(cx: Lowering, node: ts.Identifier, changes: LoopChanges): boolean {
  const { ts } = cx;
  if (node.text === "undefined" || node.text === "Infinity" || node.text === "NaN") return true;
  const symbol = cx.oracle.symbolAt(node);
  const declaration = symbol?.valueDeclaration;
  if (!symbol || !declaration || changes.assigned.has(symbol)) return false;
  if (cx.env.has(symbol)) return true;
  return ts.isVariableDeclaration(declaration) && (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) !== 0;
}
