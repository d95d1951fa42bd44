/** Assignments and `++`/`--`, as values: the target first, then its old value, then the right side, then the store. */
import type ts from "typescript";
import { elementType, fieldType, dictionaryOf } from "../../ir/types.ts";
import type { Type } from "../../ir/types.ts";
import type { ValueId } from "../../ir/ir.ts";
import { isReadonly, isUntyped, nonNullish } from "../type-predicates.ts";
import type { Lowering } from "../lowering.ts";
import { bare } from "../syntax.ts";
import { operate } from "./binary.ts";
import { assignTo } from "./destructure.ts";
import { isKind } from "./operand.ts";
import { placeOf, readPlace, writePlace, writeWhere } from "./place.ts";
import type { Place } from "./place.ts";

export function lowerAssignment(cx: Lowering, node: ts.BinaryExpression): ValueId {
  const { ts } = cx;
  const { kind } = node.operatorToken;
  const { SyntaxKind: K } = ts;
  const target = bare(ts, node.left);
  if (kind === K.EqualsToken) {
    if (ts.isArrayLiteralExpression(target) || ts.isObjectLiteralExpression(target)) {
      const value = cx.expression(node.right);
      assignTo(cx, target, value);
      return value;
    }
    const place = placeOf(cx, target);
    const value = cx.expression(node.right, expectedIn(cx, place));
    writePlace(cx, place, value, target);
    return place.kind === "variable" ? assignedValue(cx, place.symbol, node) : value;
  }
  const place = placeOf(cx, target);
  const old = readPlace(cx, place, target);
  if (
    kind === K.AmpersandAmpersandEqualsToken ||
    kind === K.BarBarEqualsToken ||
    kind === K.QuestionQuestionEqualsToken
  ) {
    const isNullish = kind === K.QuestionQuestionEqualsToken;
    return writeWhere(cx, {
      place,
      old,
      isKept: kind === K.BarBarEqualsToken,
      condition: isNullish ? cx.isMissing(old, cx.origin(node)) : old,
      value: () => cx.expression(node.right, expectedIn(cx, place)),
      node,
    });
  }
  const value = operate(cx, kind, old, cx.expression(node.right), node);
  writePlace(cx, place, value, target);
  return value;
}

/** What an assignment to a variable gives: of a readonly one still what was assigned, which may be written. */
function assignedValue(cx: Lowering, symbol: ts.Symbol, node: ts.BinaryExpression): ValueId {
  const value = cx.read(symbol, cx.origin(node));
  if (cx.poison.has(value) || !isReadonly(cx.typeOf(value))) return value;
  const type = cx.file.typeAt(node);
  const isWritable = (type.kind === "array" || type.kind === "tuple") && !isUntyped(type) && !isReadonly(type);
  return isWritable ? cx.at.cast(value, type, cx.origin(node)) : value;
}

/** The type that a literal takes when it is stored there. */
function expectedIn(cx: Lowering, place: Place): Type | undefined {
  switch (place.kind) {
    case "variable": {
      const type = cx.file.variableType(place.symbol);
      return isUntyped(type) ? undefined : type;
    }
    case "member":
      return (
        fieldType(nonNullish(cx.typeOf(place.ref)), place.name, cx.fn.types) ??
        dictionaryOf(nonNullish(cx.typeOf(place.ref)), cx.fn.types)?.value
      );
    case "index":
      return elementType(nonNullish(cx.typeOf(place.ref)), cx.fn.types);
    case "accessor":
    case "nothing":
      return undefined;
  }
}

/** `++x` gives the new value, `x++` the old one. */
export function lowerIncrement(cx: Lowering, node: ts.PrefixUnaryExpression | ts.PostfixUnaryExpression): ValueId {
  const origin = cx.origin(node);
  const target = bare(cx.ts, node.operand);
  const place = placeOf(cx, target);
  const old = readPlace(cx, place, target);
  const isPlus = node.operator === cx.ts.SyntaxKind.PlusPlusToken;
  if (isKind(cx, old, "bigint")) {
    const token = isPlus ? " + 1n" : " - 1n";
    const next = cx.opaque([old, token], node, { type: { kind: "bigint" }, effect: "pure", precedence: 11 });
    writePlace(cx, place, next, target);
    return cx.ts.isPrefixUnaryExpression(node) ? next : old;
  }
  const value = cx.at.prim(isPlus ? "add" : "sub", [old, cx.at.number(1, origin)], origin);
  writePlace(cx, place, value, target);
  return cx.ts.isPrefixUnaryExpression(node) ? value : old;
}
