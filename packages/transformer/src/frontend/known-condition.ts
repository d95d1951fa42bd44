/**
 * Conditions that are known when the program is compiled, because they ask what a function value or a parameter of an overload is:
 * only the side that is taken is lowered. Nothing is known of a number's value, nor of whether an element is there.
 */
import type ts from "typescript";
import type { ValueId } from "../ir/ir.ts";
import { keptMember } from "./expressions/function-field.ts";
import { mayBeMissing } from "./expressions/function-table.ts";
import type { Lowering } from "./lowering.ts";
import { globalBehind } from "./static-target.ts";
import { bare } from "./syntax.ts";

/** Longer chains of `&&` and `||` are not looked through. */
const deepest = 20;

/** Whether an expression is true; undefined where that is not known. It has no effects where it is known. */
export function knownTruth(cx: Lowering, expression: ts.Expression, depth = 0): boolean | undefined {
  const { ts } = cx;
  const { SyntaxKind: K } = ts;
  const node = bare(ts, expression);
  if (depth > deepest) return undefined;
  if (ts.isPrefixUnaryExpression(node) && node.operator === K.ExclamationToken) {
    const inner = knownTruth(cx, node.operand, depth + 1);
    return inner === undefined ? undefined : !inner;
  }
  if (ts.isBinaryExpression(node)) {
    const side = (one: ts.Expression): boolean | undefined => knownTruth(cx, one, depth + 1);
    switch (node.operatorToken.kind) {
      case K.AmpersandAmpersandToken: {
        const left = side(node.left);
        return left === true ? side(node.right) : left;
      }
      case K.BarBarToken: {
        const left = side(node.left);
        return left === false ? side(node.right) : left;
      }
      case K.EqualsEqualsEqualsToken:
      case K.EqualsEqualsToken:
        return knownEqual(cx, node);
      case K.ExclamationEqualsEqualsToken:
      case K.ExclamationEqualsToken: {
        const isEqual = knownEqual(cx, node);
        return isEqual === undefined ? undefined : !isEqual;
      }
      default:
        return undefined;
    }
  }
  if (ts.isCallExpression(node)) return knownArray(cx, node);
  return isPresent(cx, heldBy(cx, node));
}

/** Whether a value is certainly a function or memory with functions, or certainly `undefined`. */
export function isPresent(cx: Lowering, value: ValueId | undefined): boolean | undefined {
  if (value === undefined) return undefined;
  if (mayBeMissing(cx.functionOf.get(value))) return undefined;
  if (cx.functionOf.has(value) || cx.membersOf.has(value)) return true;
  return cx.typeOf(value).kind === "undefined" ? false : undefined;
}

/** What a variable, or a name in memory with functions, holds. */
function heldBy(cx: Lowering, node: ts.Expression): ValueId | undefined {
  const { ts } = cx;
  if (ts.isIdentifier(node)) {
    const symbol = cx.oracle.symbolAt(node);
    return symbol && !cx.file.closures.isBoxed(symbol) ? cx.env.get(symbol) : undefined;
  }
  if (node.kind === ts.SyntaxKind.ThisKeyword) {
    const symbol = cx.file.classes.thisSymbol(node);
    return symbol && cx.env.get(symbol);
  }
  if (!ts.isPropertyAccessExpression(node)) return undefined;
  const ref = heldBy(cx, bare(ts, node.expression));
  return ref === undefined ? undefined : keptMember(cx, ref, node.name.text);
}

function knownEqual(cx: Lowering, { left, right }: ts.BinaryExpression): boolean | undefined {
  const { ts } = cx;
  const [a, b] = [bare(ts, left), bare(ts, right)];
  if (ts.isTypeOfExpression(a) && ts.isStringLiteralLike(b)) return isOfType(cx, a.expression, b.text);
  if (ts.isTypeOfExpression(b) && ts.isStringLiteralLike(a)) return isOfType(cx, b.expression, a.text);
  const other = isNothing(cx, b) ? a : isNothing(cx, a) ? b : undefined;
  const present = other && isPresent(cx, heldBy(cx, other));
  return present === undefined ? undefined : !present;
}

function isNothing(cx: Lowering, node: ts.Expression): boolean {
  return cx.ts.isIdentifier(node) && node.text === "undefined";
}

/** `typeof x === "…"`, of a variable that holds one kind of what it is declared to hold. */
function isOfType(cx: Lowering, operand: ts.Expression, name: string): boolean | undefined {
  const value = heldBy(cx, bare(cx.ts, operand));
  if (value === undefined) return undefined;
  if (mayBeMissing(cx.functionOf.get(value))) return undefined;
  if (cx.functionOf.has(value)) return name === "function";
  const is = chosenKind(cx, operand);
  return is === undefined ? undefined : is === name;
}

/** `Array.isArray(x)`. */
function knownArray(cx: Lowering, node: ts.CallExpression): boolean | undefined {
  const { ts } = cx;
  const callee = bare(ts, node.expression);
  const [operand] = node.arguments;
  const isAsked =
    ts.isPropertyAccessExpression(callee) &&
    callee.name.text === "isArray" &&
    globalBehind(cx.oracle, callee.expression) === "Array";
  if (!isAsked || !operand) return undefined;
  const symbol = memberOfUnion(cx, operand);
  const value = symbol && cx.env.get(symbol);
  if (value === undefined) return undefined;
  const { kind } = cx.typeOf(value);
  return kind === "array" || kind === "tuple" ? true : kind === "named" || kind === "opaque" ? undefined : false;
}

/** What `typeof` gives, where a variable of a union holds one member of it. */
function chosenKind(cx: Lowering, operand: ts.Expression): string | undefined {
  const symbol = memberOfUnion(cx, operand);
  const value = symbol && cx.env.get(symbol);
  if (value === undefined) return undefined;
  const { kind } = cx.typeOf(value);
  switch (kind) {
    case "number":
    case "boolean":
    case "string":
    case "bigint":
    case "undefined":
      return kind;
    case "array":
    case "typed-array":
    case "tuple":
    case "record":
      return "object";
    default:
      return undefined;
  }
}

function memberOfUnion(cx: Lowering, operand: ts.Expression): ts.Symbol | undefined {
  const node = bare(cx.ts, operand);
  const symbol = cx.ts.isIdentifier(node) ? cx.oracle.symbolAt(node) : undefined;
  const value = symbol && !cx.file.closures.isBoxed(symbol) ? cx.env.get(symbol) : undefined;
  if (!symbol || value === undefined || cx.typeOf(value).kind === "union") return undefined;
  return cx.file.variableType(symbol).kind === "union" ? symbol : undefined;
}
