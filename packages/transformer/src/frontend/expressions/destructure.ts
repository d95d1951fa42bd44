/** Taking values apart: binding patterns in declarations and parameters, array and object patterns in assignments. */
import type ts from "typescript";
import { branch } from "../branch.ts";
import type { ValueId } from "../../ir/ir.ts";
import { arrayOf, elementType, numberType, unionOf } from "../../ir/types.ts";
import type { Type } from "../../ir/types.ts";
import { nonNullish } from "../type-predicates.ts";
import { constantField } from "../constant-key.ts";
import type { Lowering } from "../lowering.ts";
import { bare } from "../syntax.ts";
import { recordOf, spreadInto } from "./record.ts";
import type { Entry } from "./record.ts";
import { typeFrom } from "../type-by-reading.ts";
import { readIndex, readMember } from "./memory.ts";
import { placeOf, writePlace } from "./place.ts";

export function bindPattern(cx: Lowering, name: ts.BindingName, value: ValueId): void {
  const { ts } = cx;
  if (ts.isIdentifier(name)) {
    const symbol = cx.oracle.symbolAt(name);
    if (!symbol) return;
    if (cx.file.variableType(symbol).kind === "opaque")
      cx.file.foundTypeOf.set(symbol, typeFrom(cx.file, symbol, cx.typeOf(value)));
    cx.declare(symbol, value, cx.origin(name));
    return;
  }
  if (ts.isArrayBindingPattern(name)) {
    for (const [i, element] of name.elements.entries()) {
      if (!ts.isBindingElement(element)) continue;
      const part = element.dotDotDotToken ? restOf(cx, value, i, element) : position(cx, value, i, element);
      bindPattern(cx, element.name, withDefault(cx, part, element.initializer));
    }
    return;
  }
  const taken: string[] = [];
  for (const element of name.elements) {
    if (element.dotDotDotToken) {
      bindPattern(cx, element.name, otherFields(cx, value, taken, element));
      continue;
    }
    const key = element.propertyName ?? (element.name as ts.Identifier);
    const part = property(cx, value, key, taken, element);
    bindPattern(cx, element.name, withDefault(cx, part, element.initializer));
  }
}

/** Assigns to a target: a variable, a field or element, or a pattern of these. */
export function assignTo(cx: Lowering, target: ts.Expression, value: ValueId): void {
  const { ts } = cx;
  const node = bare(ts, target);
  if (ts.isArrayLiteralExpression(node)) {
    for (const [i, element] of node.elements.entries()) {
      if (ts.isOmittedExpression(element)) continue;
      if (ts.isSpreadElement(element)) assignTo(cx, element.expression, restOf(cx, value, i, element));
      else assignPart(cx, element, () => position(cx, value, i, element));
    }
    return;
  }
  if (ts.isObjectLiteralExpression(node)) {
    assignObject(cx, node, value);
    return;
  }
  writePlace(cx, placeOf(cx, node), value, node);
}

function assignObject(cx: Lowering, node: ts.ObjectLiteralExpression, value: ValueId): void {
  const { ts } = cx;
  const taken: string[] = [];
  for (const part of node.properties) {
    if (ts.isShorthandPropertyAssignment(part)) {
      const read = property(cx, value, part.name, taken, part);
      assignTo(cx, part.name, withDefault(cx, read, part.objectAssignmentInitializer));
    } else if (ts.isPropertyAssignment(part)) {
      assignPart(cx, part.initializer, () => property(cx, value, part.name, taken, part));
    } else if (ts.isSpreadAssignment(part)) {
      assignTo(cx, part.expression, otherFields(cx, value, taken, part));
    }
  }
}

/** A target with or without a default: the place is looked up before the value is read, as JavaScript does. */
function assignPart(cx: Lowering, element: ts.Expression, read: () => ValueId): void {
  const { ts } = cx;
  const isDefault = ts.isBinaryExpression(element) && element.operatorToken.kind === ts.SyntaxKind.EqualsToken;
  const target = bare(ts, isDefault ? element.left : element);
  const initializer = isDefault ? element.right : undefined;
  if (ts.isArrayLiteralExpression(target) || ts.isObjectLiteralExpression(target)) {
    assignTo(cx, target, withDefault(cx, read(), initializer));
    return;
  }
  const place = placeOf(cx, target);
  writePlace(cx, place, withDefault(cx, read(), initializer), target);
}

/** The default where the value is undefined. */
export function withDefault(
  cx: Lowering,
  value: ValueId,
  initializer: ts.Expression | undefined,
  declared?: Type,
): ValueId {
  if (!initializer || cx.functionOf.has(value)) return value;
  if (cx.membersOf.has(value)) return cx.coerce(value, withoutUndefined(cx.typeOf(value)), cx.origin(initializer));
  if (cx.typeOf(value).kind === "undefined") return cx.expression(initializer, declared);
  const origin = cx.origin(initializer);
  const type = withoutUndefined(cx.typeOf(value));
  const chosen = branch(cx, {
    condition: cx.at.prim("eq", [value, cx.undefined(origin)], origin),
    assigned: cx.assignedIn(initializer),
    origin,
    then: () => cx.expression(initializer, type),
    else: () => cx.coerce(value, type, origin),
    // A default may be a shorter tuple than what it stands in for.
    type: (types) => (types.every((made) => cx.file.fits(made, type)) ? type : unionOf(types)),
  });
  return chosen ?? value;
}

function withoutUndefined(type: Type): Type {
  return type.kind === "union" ? unionOf(type.members.filter(({ kind }) => kind !== "undefined")) : type;
}

function position(cx: Lowering, value: ValueId, i: number, node: ts.Node): ValueId {
  const type = nonNullish(cx.typeOf(value));
  if (type.kind === "tuple") return readMember(cx, value, String(i), node);
  const host = elementType(type, cx.fn.types) ? value : cx.opaque(["[...", value, "]"], node, hostArray(cx, node));
  return readIndex(cx, host, cx.at.number(i, cx.origin(node)), node);
}

function hostArray(cx: Lowering, node: ts.Node): { type: Type; effect: "reads" } {
  return { type: arrayOf(cx.file.typeAt(node)), effect: "reads" };
}

function property(cx: Lowering, value: ValueId, key: ts.PropertyName, taken: string[], node: ts.Node): ValueId {
  const name = constantField(cx.oracle, key);
  if (name !== undefined) {
    taken.push(name);
    return readMember(cx, value, name, node);
  }
  if (!cx.ts.isComputedPropertyName(key)) return cx.refuse("AD2005", key, "`#private` names belong to classes");
  return readIndex(cx, value, cx.expression(key.expression), node);
}

/** `...rest` of an array: its elements from the i-th on, in fresh memory. */
function restOf(cx: Lowering, value: ValueId, from: number, node: ts.Node): ValueId {
  const origin = cx.origin(node);
  const type = nonNullish(cx.typeOf(value));
  if (type.kind === "tuple") {
    const elements = type.elements.slice(from);
    const parts = elements.map((element, i) => cx.at.load(value, String(from + i), element, origin));
    return cx.at.array(parts, { kind: "tuple", elements }, origin);
  }
  const element = elementType(type, cx.fn.types);
  if (!element) return cx.opaque(["[...", value, `].slice(${from})`], node, hostArray(cx, node));
  const rest = cx.at.array([], arrayOf(element), origin);
  const region = cx.fn.region([{ type: numberType, name: "i" }]);
  region.push(rest, [region.load(value, region.params[0]!, element, origin)], origin);
  const bounds = { from: cx.at.number(from, origin), to: cx.at.length(value, origin), step: 1, compare: "<" as const };
  cx.at.for_({ label: cx.newLabel("loop"), ...bounds, inits: [], body: region.yields([], origin), origin });
  return rest;
}

/** `...rest` of a record: the fields that were not taken. */
function otherFields(cx: Lowering, value: ValueId, taken: readonly string[], node: ts.Node): ValueId {
  const origin = cx.origin(node);
  const fields = new Map<string, Entry>();
  spreadInto(cx, value, node, fields);
  for (const name of taken) fields.delete(name);
  return recordOf(cx, fields, undefined, origin);
}
