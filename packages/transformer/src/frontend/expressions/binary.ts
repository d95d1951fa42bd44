/**
 * Binary operators but assignments. Chains of them are nested to the left, thousands deep in generated code, so that they are
 * walked and not recursed into.
 */
import type ts from "typescript";
import { dictionaryIn } from "./dictionary.ts";
import { branch } from "../branch.ts";
import { isPresent, knownTruth } from "../known-condition.ts";
import type { ValueId } from "../../ir/ir.ts";
import { booleanType, stringType } from "../../ir/types.ts";
import type { Type } from "../../ir/types.ts";
import { isUntyped, nonNullish } from "../type-predicates.ts";
import { acceptsNullish } from "../seen-as.ts";
import type { Lowering } from "../lowering.ts";
import { outsideText } from "../module-value.ts";
import { isAssignmentOperator } from "../syntax.ts";
import { asNumber, isKind } from "./operand.ts";

export function lowerBinary(cx: Lowering, node: ts.BinaryExpression, expected?: Type): ValueId {
  const spine: ts.BinaryExpression[] = [];
  let first: ts.Expression = node;
  while (cx.ts.isBinaryExpression(first) && !isAssignmentOperator(cx.ts, first.operatorToken.kind)) {
    spine.push(first);
    first = first.left;
  }
  const isValue = spine.some((one) => isLogical(cx, one.operatorToken.kind));
  // What is known of functions stands for the comparison that asks; such a comparison is innermost.
  const inner = spine.at(-1);
  const known = inner && isEquality(cx, inner.operatorToken.kind) ? knownTruth(cx, inner) : undefined;
  if (known !== undefined) spine.pop();
  let value =
    known === undefined ? cx.expression(first, isValue ? expected : undefined) : cx.at.const_(known, cx.origin(node));
  let isKnown = known;
  for (const one of spine.toReversed()) {
    value =
      isKnown === undefined ? combine(cx, one, value, expected) : combineKnown(cx, one, { value, isKnown, expected });
    isKnown = undefined;
  }
  return value;
}

function isEquality(cx: Lowering, kind: ts.SyntaxKind): boolean {
  const { SyntaxKind: K } = cx.ts;
  return (
    kind === K.EqualsEqualsEqualsToken ||
    kind === K.EqualsEqualsToken ||
    kind === K.ExclamationEqualsEqualsToken ||
    kind === K.ExclamationEqualsToken
  );
}

/** An operator behind a comparison whose outcome is known: `g !== undefined && g(x) > 0`. */
function combineKnown(
  cx: Lowering,
  node: ts.BinaryExpression,
  left: { readonly value: ValueId; readonly isKnown: boolean; readonly expected: Type | undefined },
): ValueId {
  const { kind } = node.operatorToken;
  const { AmpersandAmpersandToken, BarBarToken } = cx.ts.SyntaxKind;
  const { value, isKnown, expected } = left;
  if (kind === AmpersandAmpersandToken) return isKnown ? cx.expression(node.right, expected) : value;
  if (kind === BarBarToken) return isKnown ? value : cx.expression(node.right, expected);
  return combine(cx, node, value, expected);
}

function isLogical(cx: Lowering, kind: ts.SyntaxKind): boolean {
  const { AmpersandAmpersandToken, BarBarToken, QuestionQuestionToken } = cx.ts.SyntaxKind;
  return kind === AmpersandAmpersandToken || kind === BarBarToken || kind === QuestionQuestionToken;
}

/** `p?.u` of what is there by its type is a number, although a chain gives nothing where there is nothing. */
function presentNumber(cx: Lowering, value: ValueId, node: ts.Expression): ValueId {
  const isCast = acceptsNullish(cx.typeOf(value)) && cx.file.typeAt(node).kind === "number";
  return isCast ? asNumber(cx, value, node) : value;
}

/** One operator of a chain, whose left side is known. */
function combine(cx: Lowering, node: ts.BinaryExpression, left: ValueId, expected: Type | undefined): ValueId {
  const { kind } = node.operatorToken;
  const { SyntaxKind } = cx.ts;
  if (isLogical(cx, kind)) return lowerLogical(cx, node, left, expected);
  if (kind === SyntaxKind.CommaToken) return cx.expression(node.right, expected);
  if (kind === SyntaxKind.InKeyword) return lowerIn(cx, node, left);
  if (kind === SyntaxKind.InstanceOfKeyword) {
    return cx.opaque([left, ` instanceof ${outsideText(cx, node.right)}`], node, {
      type: booleanType,
      effect: "pure",
      precedence: 9,
    });
  }
  return operate(cx, kind, left, cx.expression(node.right), node);
}

/** `a && b`, `a || b`, `a ?? b`: the right side only where the left asks for it. */
export function lowerLogical(
  cx: Lowering,
  node: ts.BinaryExpression,
  left: ValueId,
  expected: Type | undefined,
): ValueId {
  const origin = cx.origin(node);
  const { kind } = node.operatorToken;
  const { AmpersandAmpersandToken, QuestionQuestionToken } = cx.ts.SyntaxKind;
  const isAnd = kind === AmpersandAmpersandToken;
  const isNullish = kind === QuestionQuestionToken;
  const right = (): ValueId => cx.expression(node.right, expected);
  const kept = (): ValueId => (isNullish ? cx.coerce(left, nonNullish(cx.typeOf(left)), origin) : left);
  const present = isPresent(cx, left);
  if (present !== undefined) return present === (isNullish || !isAnd) ? left : right();
  const value = branch(cx, {
    condition: isNullish ? cx.isMissing(left, origin) : left,
    assigned: cx.assignedIn(node.right),
    origin,
    then: isAnd || isNullish ? right : kept,
    else: isAnd || isNullish ? kept : right,
    type: (types) => joined(cx, node, types, expected),
  });
  return value ?? left;
}

function joined(cx: Lowering, node: ts.Expression, types: readonly Type[], expected: Type | undefined): Type {
  if (expected && !isUntyped(expected) && types.every((type) => cx.file.fits(type, expected))) return expected;
  return cx.file.typeAt(node);
}

function lowerIn(cx: Lowering, node: ts.BinaryExpression, left: ValueId): ValueId {
  const object = cx.expression(node.right);
  const type = cx.typeOf(object);
  if (dictionaryIn(cx, type) && type.kind !== "union") return cx.at.hasIndex(object, left, cx.origin(node));
  if (cx.typeOf(left).kind === "number" && (type.kind === "array" || type.kind === "typed-array")) {
    return cx.at.hasIndex(object, left, cx.origin(node));
  }
  return cx.opaque([left, " in ", object], node, { type: booleanType, effect: "reads", precedence: 9 });
}

/** An operator on two values; also that of `a += b`. */
export function operate(
  cx: Lowering,
  kind: ts.SyntaxKind,
  left: ValueId,
  right: ValueId,
  node: ts.BinaryExpression,
): ValueId {
  const { ts } = cx;
  const origin = cx.origin(node);
  const comparison = comparisonOf(ts).get(kind);
  if (comparison !== undefined && comparison.equality) return cx.at.prim(comparison.prim, [left, right], origin);
  const arithmetic = arithmeticOf(ts).get(kind);
  const isText = isKind(cx, left, "string") || isKind(cx, right, "string");
  const isBig = isKind(cx, left, "bigint") || isKind(cx, right, "bigint");
  if (comparison) {
    const [a, b] = [presentNumber(cx, left, node.left), presentNumber(cx, right, node.right)];
    const areNumbers = cx.typeOf(a).kind === "number" && cx.typeOf(b).kind === "number";
    if (areNumbers) return cx.at.prim(comparison.prim, [a, b], origin);
    const parts = [left, ` ${comparison.token} `, right];
    return cx.opaque(parts, node, { type: booleanType, effect: "pure", precedence: 9 });
  }
  if (!arithmetic) return cx.refuse("AD2027", node.operatorToken, `the operator \`${node.operatorToken.getText()}\``);
  if ((isText && arithmetic.prim === "add") || isBig) {
    return cx.opaque([left, ` ${arithmetic.token} `, right], node, {
      type: isBig && !isText ? { kind: "bigint" } : stringType,
      effect: "pure",
      precedence: arithmetic.precedence,
    });
  }
  const args = [asNumber(cx, left, node.left), asNumber(cx, right, node.right)];
  const value = cx.at.prim(arithmetic.prim, args, origin);
  if (args.some((arg) => cx.poison.has(arg))) cx.poison.add(value);
  return value;
}

interface Operator {
  readonly prim: string;
  readonly token: string;
  readonly precedence: number;
}

type Table<T> = ReadonlyMap<ts.SyntaxKind, T>;
const tables = new WeakMap<
  Lowering["ts"],
  { arithmetic: Table<Operator>; comparison: Table<Operator & { equality: boolean }> }
>();

function tablesOf(ts: Lowering["ts"]): NonNullable<ReturnType<typeof tables.get>> {
  let found = tables.get(ts);
  if (found) return found;
  const { SyntaxKind: K } = ts;
  const arithmetic = new Map<ts.SyntaxKind, Operator>();
  const add = (prim: string, token: string, precedence: number, ...kinds: ts.SyntaxKind[]): void => {
    for (const kind of kinds) arithmetic.set(kind, { prim, token, precedence });
  };
  add("add", "+", 11, K.PlusToken, K.PlusEqualsToken);
  add("sub", "-", 11, K.MinusToken, K.MinusEqualsToken);
  add("mul", "*", 12, K.AsteriskToken, K.AsteriskEqualsToken);
  add("div", "/", 12, K.SlashToken, K.SlashEqualsToken);
  add("rem", "%", 12, K.PercentToken, K.PercentEqualsToken);
  add("pow", "**", 13, K.AsteriskAsteriskToken, K.AsteriskAsteriskEqualsToken);
  add("bitAnd", "&", 7, K.AmpersandToken, K.AmpersandEqualsToken);
  add("bitOr", "|", 5, K.BarToken, K.BarEqualsToken);
  add("bitXor", "^", 6, K.CaretToken, K.CaretEqualsToken);
  add("shl", "<<", 10, K.LessThanLessThanToken, K.LessThanLessThanEqualsToken);
  add("shr", ">>", 10, K.GreaterThanGreaterThanToken, K.GreaterThanGreaterThanEqualsToken);
  add("ushr", ">>>", 10, K.GreaterThanGreaterThanGreaterThanToken, K.GreaterThanGreaterThanGreaterThanEqualsToken);
  const comparison = new Map<ts.SyntaxKind, Operator & { equality: boolean }>([
    [K.LessThanToken, { prim: "lt", token: "<", precedence: 9, equality: false }],
    [K.LessThanEqualsToken, { prim: "le", token: "<=", precedence: 9, equality: false }],
    [K.GreaterThanToken, { prim: "gt", token: ">", precedence: 9, equality: false }],
    [K.GreaterThanEqualsToken, { prim: "ge", token: ">=", precedence: 9, equality: false }],
    [K.EqualsEqualsEqualsToken, { prim: "eq", token: "===", precedence: 8, equality: true }],
    [K.ExclamationEqualsEqualsToken, { prim: "ne", token: "!==", precedence: 8, equality: true }],
    [K.EqualsEqualsToken, { prim: "looseEq", token: "==", precedence: 8, equality: true }],
    [K.ExclamationEqualsToken, { prim: "looseNe", token: "!=", precedence: 8, equality: true }],
  ]);
  found = { arithmetic, comparison };
  tables.set(ts, found);
  return found;
}

const arithmeticOf = (ts: Lowering["ts"]): Table<Operator> => tablesOf(ts).arithmetic;
const comparisonOf = (ts: Lowering["ts"]): Table<Operator & { equality: boolean }> => tablesOf(ts).comparison;
