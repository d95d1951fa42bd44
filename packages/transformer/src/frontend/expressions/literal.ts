/** Array and object literals, template strings. */
import type ts from "typescript";
import type { Element, ValueId } from "../../ir/ir.ts";
import { arrayOf, elementType, stringType, unionOf } from "../../ir/types.ts";
import type { Field, Type } from "../../ir/types.ts";
import { isReadElsewhere, objectWithAccessors } from "../lower-type.ts";
import { isUntyped, nonNullish, withoutLiteral, withoutLiteralElements } from "../type-predicates.ts";
import { standIn } from "../function-join.ts";
import { constantField } from "../constant-key.ts";
import type { Lowering, OpaquePart } from "../lowering.ts";
import { lowerElements } from "./elements.ts";
import { dictionaryIn, dictionaryLiteral } from "./dictionary.ts";
import { keep, noteKept } from "./function-field.ts";
import { closureOf } from "./function-literal.ts";
import { fieldsOf, recordOf, resolved, spreadInto } from "./record.ts";
import type { Entry } from "./record.ts";

/** Array literals in each other: TypeScript itself compares their types down to about this depth, and slows down long before. */
const deepest = 100;

function isTooDeep(cx: Lowering, node: ts.Expression): boolean {
  const { ts } = cx;
  let depth = 0;
  let level: readonly ts.Expression[] = [node];
  while (level.length > 0 && depth <= deepest) {
    level = level.flatMap((one) =>
      ts.isArrayLiteralExpression(one) ? one.elements.filter(ts.isArrayLiteralExpression) : [],
    );
    depth++;
  }
  return depth > deepest;
}

export function lowerArrayLiteral(cx: Lowering, node: ts.ArrayLiteralExpression, expected?: Type): ValueId {
  const origin = cx.origin(node);
  if (isTooDeep(cx, node)) return cx.refuse("AD2028", node, "array literals are nested too deeply");
  const wanted = arrayTypeFor(cx, node, expected);
  const typeAt = (i: number): Type | undefined => {
    if (wanted?.kind === "tuple") return wanted.elements[i];
    return wanted && elementType(wanted, cx.fn.types);
  };
  const given = lowerElements(cx, node.elements, typeAt).map((one, i): Element =>
    one.kind === "value" ? { kind: "value", value: cx.kept(one.value, typeAt(i)) } : one,
  );
  const areValues = given.every(({ kind }) => kind === "value");
  const holdsFunctions = given.every(({ value }) => cx.functionOf.has(value) || cx.membersOf.has(value));
  const isFixed = areValues && (wanted?.kind === "tuple" || holdsFunctions);
  const kept = keep(
    cx,
    given.map(({ value }, i) => [isFixed ? String(i) : undefined, value]),
  );
  const elements = given.map(({ kind }, i) => {
    const value = kept.values[i]!;
    const type = typeAt(i);
    return { kind, value: kind === "value" && type ? cx.coerce(value, type, origin) : value };
  });
  const type =
    wanted ??
    arrayOf(
      unionOf(
        elements.map(({ kind, value }) =>
          kind === "value" ? cx.typeOf(value) : (elementType(cx.typeOf(value), cx.fn.types) ?? cx.typeOf(value)),
        ),
      ),
    );
  return noteKept(cx, cx.at.array(elements, type, origin), kept);
}

/** The type that a literal takes where it stands: what is expected, else what the checker says. */
function arrayTypeFor(cx: Lowering, node: ts.ArrayLiteralExpression, expected: Type | undefined): Type | undefined {
  const wanted = expected && resolved(cx, nonNullish(expected));
  const isLong = wanted?.kind === "tuple" && wanted.elements.length !== node.elements.length;
  if (wanted && (wanted.kind === "array" || wanted.kind === "tuple") && !isUntyped(wanted) && !isLong) return wanted;
  const own = cx.file.typeAt(node);
  const hasSpread = node.elements.some(cx.ts.isSpreadElement);
  if (own.kind === "tuple" && !hasSpread) return withoutLiteralElements(own);
  if (own.kind === "array" && !isUntyped(own)) return withoutLiteralElements(own);
  return node.elements.length === 0 ? own : undefined;
}

export function lowerObjectLiteral(cx: Lowering, node: ts.ObjectLiteralExpression, anyOf?: Type): ValueId {
  const { ts } = cx;
  const origin = cx.origin(node);
  const expected = anyOf && memberMeant(cx, node, anyOf);
  const wanted = expected && resolved(cx, nonNullish(expected));
  const dictionary = dictionaryLiteral(cx, node, dictionaryMeant(cx, node, wanted));
  if (dictionary !== undefined) return dictionary;
  const wantedField = (name: string): Field | undefined =>
    wanted?.kind === "record" ? wanted.fields.find((field) => field.name === name) : undefined;
  const found = new Map<string, Entry>();
  for (const property of node.properties) {
    if (ts.isSpreadAssignment(property)) {
      spreadFields(cx, property, found);
      continue;
    }
    // An accessor is run where it is used.
    if (ts.isAccessor(property)) continue;
    const name = constantField(cx.oracle, property.name);
    if (name === undefined) {
      cx.refuse("AD2026", property.name, `the key \`${property.name.getText()}\` is not known`);
      continue;
    }
    const type = wantedField(name)?.type;
    const value = fieldValue(cx, property, type);
    const held = cx.functionOf.has(value) ? cx.kept(value, type ?? cx.file.typeAt(property.name)) : value;
    found.set(name, { value: held, optional: false });
  }
  const kept = keep(
    cx,
    [...found].map(([name, { value }]) => [name, value]),
  );
  const fields = new Map([...found].map(([name, entry], i) => [name, { ...entry, value: kept.values[i]! }]));
  const members = new Map(kept.members);
  const isWhole = !node.properties.some(ts.isSpreadAssignment);
  for (const field of isWhole && wanted?.kind === "record" ? wanted.fields : []) {
    // A function that may be left out and is: calls are told so.
    const isLeftOut = field.optional && nonNullish(field.type).kind === "opaque" && !fields.has(field.name);
    if (isLeftOut) members.set(field.name, cx.undefined(origin));
  }
  const record = node.properties.some(ts.isAccessor)
    ? cx.at.record(
        Object.fromEntries([...fields].map(([name, { value }]) => [name, value])),
        origin,
        objectWithAccessors([...fields].map(([name, { value }]) => ({ name, type: cx.typeOf(value) }))),
      )
    : recordOf(cx, fields, expected, origin);
  return noteKept(cx, record, { ...kept, members });
}

/** The type of a literal that is a dictionary: what is expected, else what the checker makes of computed keys. */
function dictionaryMeant(cx: Lowering, node: ts.ObjectLiteralExpression, wanted: Type | undefined): Type {
  const own = cx.file.typeAt(node);
  if (!wanted || wanted.kind === "opaque") return own;
  const members = wanted.kind === "union" ? wanted.members.filter((member) => dictionaryIn(cx, member)) : [];
  return members.length === 1 ? members[0]! : wanted;
}

/** The member of a union of records that a literal is written as; the union where that is not clear. */
function memberMeant(cx: Lowering, node: ts.ObjectLiteralExpression, expected: Type): Type {
  const { ts } = cx;
  const union = resolved(cx, nonNullish(expected));
  if (union.kind !== "union" || node.properties.some((property) => ts.isSpreadAssignment(property))) return expected;
  const written = new Map<string, string | undefined>();
  for (const property of node.properties) {
    const name = property.name && constantField(cx.oracle, property.name);
    if (name === undefined) return expected;
    const isText = ts.isPropertyAssignment(property) && ts.isStringLiteralLike(property.initializer);
    written.set(name, isText ? JSON.stringify(property.initializer.text) : undefined);
  }
  const meant = union.members.filter((member) => {
    const shape = resolved(cx, member);
    if (shape.kind !== "record") return false;
    const names = new Set(shape.fields.map(({ name }) => name));
    return (
      [...written.keys()].every((name) => names.has(name)) &&
      shape.fields.every(({ name, type, optional }) => {
        const text = written.get(name);
        if (!written.has(name)) return optional === true;
        return text === undefined || type.kind !== "string" || type.text === undefined || type.text.includes(text);
      })
    );
  });
  return meant.length === 1 ? meant[0]! : expected;
}

function fieldValue(
  cx: Lowering,
  property: ts.PropertyAssignment | ts.ShorthandPropertyAssignment | ts.MethodDeclaration,
  expected: Type | undefined,
): ValueId {
  const { ts } = cx;
  if (ts.isShorthandPropertyAssignment(property)) return cx.expression(property.name, expected);
  if (ts.isMethodDeclaration(property)) return standIn(cx, closureOf(cx, property), property);
  const value = cx.expression(property.initializer, expected);
  const isComputed = expected === undefined && isReadElsewhere(ts, property.initializer);
  const type = withoutLiteral(cx.typeOf(value));
  return isComputed && type !== cx.typeOf(value) ? cx.at.cast(value, type, cx.origin(property)) : value;
}

/** `...o`: its fields in place; one that may be missing only where it is there. */
function spreadFields(cx: Lowering, node: ts.SpreadAssignment, fields: Map<string, Entry>): void {
  const source = cx.expression(node.expression);
  if (cx.poison.has(source)) return;
  const of = cx.typeOf(source);
  if (fieldsOf(cx, of).length === 0 && of.kind === "opaque") {
    cx.refuse("AD2026", node, `the fields of \`${node.expression.getText()}\` are not known`);
    return;
  }
  spreadInto(cx, source, node, fields);
}

export function lowerTemplate(cx: Lowering, node: ts.TemplateExpression): ValueId {
  const parts: OpaquePart[] = [`\`${rawText(node.head)}\${`];
  for (const span of node.templateSpans) {
    parts.push(cx.expression(span.expression));
    const isLast = span === node.templateSpans.at(-1);
    parts.push(`}${rawText(span.literal)}${isLast ? "`" : "${"}`);
  }
  return cx.opaque(parts, node, { type: stringType, effect: "pure" });
}

/** The text of a part of a template between its delimiters, as written. */
function rawText(node: ts.TemplateHead | ts.TemplateMiddle | ts.TemplateTail): string {
  return node
    .getText()
    .replace(/^[`}]/, "")
    .replace(/(`|\$\{)$/, "");
}
