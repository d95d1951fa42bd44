/** What a new array can be made from: another array, `{ length: n }`, a view of an array, anything that can be iterated. */
import type ts from "typescript";
import type { ValueId } from "../../ir/ir.ts";
import { arrayOf, elementType, fieldType, numberType, stringType, undefinedType } from "../../ir/types.ts";
import type { Type } from "../../ir/types.ts";
import { asNumber } from "../expressions/operand.ts";
import { isUntyped, nonNullish } from "../type-predicates.ts";
import type { Lowering } from "../lowering.ts";
import { globalBehind } from "../static-target.ts";
import { bare, constantName, literalNumber } from "../syntax.ts";
import { overAll } from "./counting.ts";
import { madeWhole, position } from "./positions.ts";
import { viewOf } from "./view.ts";

export interface Source {
  readonly length: ValueId;
  readonly element: Type;
  readonly at: (index: ValueId) => ValueId;
  /** The array itself, where it is one. */
  readonly ref?: ValueId;
}

/** Undefined where what is in it is not known. `item` is the type of what it gives, where something says so. */
export function sourceOf(cx: Lowering, node: ts.Expression, item: Type | undefined): Source | undefined {
  const origin = cx.origin(node);
  const lengthNode = lengthWritten(cx, node);
  if (lengthNode) return withoutElements(cx, countOf(cx, lengthNode), node);
  const view = viewOf(cx, node);
  if (view) return ofView(cx, cx.expression(view.array), view.name, node);
  const value = cx.expression(node);
  const type = nonNullish(cx.typeOf(value));
  const element = elementType(type, cx.fn.types);
  if (element && !isUntyped(element)) return ofArray(cx, value, element, node);
  if (element) return isMadeByLength(cx, node) ? withoutElements(cx, cx.at.length(value, origin), node) : undefined;
  const length = fieldType(type, "length", cx.fn.types);
  if (length) {
    const whole = madeWhole(cx, asNumber(cx, cx.at.load(value, "length", length, origin), node), node);
    return withoutElements(cx, cx.at.prim("max", [whole, cx.at.number(0, origin)], origin), node);
  }
  const held = type.kind === "string" ? stringType : item;
  if (!held || isUntyped(held)) return undefined;
  const items = cx.opaque(["[...", value, "]"], node, { type: arrayOf(held), effect: "reads" });
  return ofArray(cx, items, held, node);
}

/** The `n` of `{ length: n }`. */
function lengthWritten(cx: Lowering, node: ts.Expression): ts.Expression | undefined {
  const { ts } = cx;
  const literal = bare(ts, node);
  if (!ts.isObjectLiteralExpression(literal) || literal.properties.length !== 1) return undefined;
  const [property] = literal.properties;
  if (!property || !property.name || constantName(ts, property.name) !== "length") return undefined;
  if (ts.isPropertyAssignment(property)) return property.initializer;
  return ts.isShorthandPropertyAssignment(property) ? property.name : undefined;
}

/** `Array(n)`: nothing is in it. */
function isMadeByLength(cx: Lowering, node: ts.Expression): boolean {
  const { ts } = cx;
  const made = bare(ts, node);
  if (!ts.isCallExpression(made) && !ts.isNewExpression(made)) return false;
  return made.arguments?.length === 1 && globalBehind(cx.oracle, made.expression) === "Array";
}

/** A length as the library takes it: whole, and 0 where it is less. */
function countOf(cx: Lowering, node: ts.Expression): ValueId {
  const origin = cx.origin(node);
  const zero = cx.at.number(0, origin);
  const { value } = position(cx, node) ?? { value: zero };
  const literal = literalNumber(cx.ts, node);
  const access = bare(cx.ts, node);
  const isLength = cx.ts.isPropertyAccessExpression(access) && access.name.text === "length";
  return isLength || (literal !== undefined && literal >= 0) ? value : cx.at.prim("max", [value, zero], origin);
}

function withoutElements(cx: Lowering, length: ValueId, node: ts.Node): Source {
  return { length, element: undefinedType, at: () => cx.undefined(cx.origin(node)) };
}

function ofArray(cx: Lowering, ref: ValueId, element: Type, node: ts.Node): Source {
  const origin = cx.origin(node);
  return { length: cx.at.length(ref, origin), element, ref, at: (index) => cx.at.load(ref, index, element, origin) };
}

function ofView(cx: Lowering, ref: ValueId, name: "entries" | "keys" | "values", node: ts.Node): Source | undefined {
  const origin = cx.origin(node);
  const element = elementType(nonNullish(cx.typeOf(ref)), cx.fn.types);
  if (!element) return undefined;
  if (name === "values") return ofArray(cx, ref, element, node);
  const length = cx.at.length(ref, origin);
  if (name === "keys") return { length, element: numberType, at: (index) => index };
  const pair: Type = { kind: "tuple", elements: [numberType, element] };
  const at = (index: ValueId): ValueId => cx.at.array([index, cx.at.load(ref, index, element, origin)], pair, origin);
  return { length, element: pair, at };
}

/** `[...Array(n)]`: `undefined`, n times. */
function nothings(cx: Lowering, node: ts.Expression): ValueId {
  const origin = cx.origin(node);
  const length = cx.at.length(cx.expression(node, arrayOf(undefinedType)), origin);
  return cx.at.allocate(arrayOf(undefinedType), { length, fill: cx.undefined(origin) }, origin);
}

/** What a view gives, in an array. */
export function arrayOfView(cx: Lowering, node: ts.Expression): ValueId | undefined {
  if (isMadeByLength(cx, node) && isUntyped(nonNullish(cx.file.typeAt(node)))) return nothings(cx, node);
  const view = viewOf(cx, node);
  const source = view && sourceOf(cx, node, undefined);
  if (!source) return undefined;
  const origin = cx.origin(node);
  const array = cx.at.allocate(arrayOf(source.element), { length: source.length }, origin);
  overAll(cx, source.length, origin, (index) => cx.at.store(array, index, source.at(index), origin));
  return array;
}
