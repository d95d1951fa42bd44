/** Records in the making: from fields, from what is spread into them. */
import type ts from "typescript";
import { absences } from "../../analysis/missing.ts";
import type { Origin, RecordField, ValueId } from "../../ir/ir.ts";
import { booleanType, unionOf } from "../../ir/types.ts";
import type { Field, RecordType, Type } from "../../ir/types.ts";
import { branch } from "../branch.ts";
import { includesUndefined, nonNullish } from "../type-predicates.ts";
import type { Lowering, OpaquePart } from "../lowering.ts";
import { keptMember } from "./function-field.ts";
import { isLeftOut } from "./memory.ts";

/** A field of a record that is being made. */
export interface Entry {
  readonly value: ValueId;
  readonly optional: boolean;
}

/** A record of the fields; of the expected type, where that has them all. */
export function recordOf(
  cx: Lowering,
  fields: ReadonlyMap<string, Entry>,
  expected: Type | undefined,
  origin: Origin,
): ValueId {
  const wanted = expected && resolved(cx, nonNullish(expected));
  const wantedField = (name: string): Field | undefined =>
    wanted?.kind === "record" ? wanted.fields.find((field) => field.name === name) : undefined;
  const built: RecordType = {
    kind: "record",
    fields: [...fields].map(([name, { value, optional }]) => ({
      name,
      type: cx.typeOf(value),
      ...(optional ? { optional } : {}),
    })),
  };
  const takes = ([name, { optional }]: readonly [string, Entry]): boolean => {
    const field = wantedField(name);
    return field !== undefined && (!optional || field.optional === true || includesUndefined(field.type));
  };
  const isWanted = wanted?.kind === "record" && [...fields].every(takes);
  const type = isWanted && expected ? nonNullish(expected) : built;
  const values = [...fields].map(([name, { value, optional }]): RecordField => {
    const held = isWanted ? wantedField(name)?.type : undefined;
    if (optional) return { name, value, optional };
    return { name, value: held ? cx.coerce(value, held, origin) : value };
  });
  return cx.at.recordOf(values, origin, type);
}

/** The fields of `source` among others: a later one takes the place of an earlier one. */
export function spreadInto(cx: Lowering, source: ValueId, node: ts.Node, fields: Map<string, Entry>): void {
  const origin = cx.origin(node);
  const of = cx.typeOf(source);
  const parts = fieldsOf(cx, of);
  const isPartial = of.kind === "union";
  for (const field of parts) {
    const before = fields.get(field.name);
    const kept = keptMember(cx, source, field.name);
    if (kept !== undefined && cx.functionOf.has(kept)) {
      fields.set(field.name, { value: kept, optional: false });
      continue;
    }
    if (kept !== undefined && isLeftOut(cx, kept)) continue;
    if (!isPartial && !field.optional) {
      fields.set(field.name, { value: cx.at.load(source, field.name, field.type, origin), optional: false });
      continue;
    }
    const value = branch(cx, {
      condition: hasField(cx, source, field.name, node),
      assigned: new Set(),
      origin,
      then: () => cx.at.load(havingField(cx, source, field.name, origin), field.name, field.type, origin),
      else: () => before?.value ?? cx.undefined(origin),
      type: unionOf,
    });
    if (value !== undefined) fields.set(field.name, { value, optional: before ? before.optional : true });
  }
}

/** A union of records as those of them that have a field. */
function havingField(cx: Lowering, source: ValueId, name: string, origin: Origin): ValueId {
  const type = cx.typeOf(source);
  if (type.kind !== "union") return source;
  const having = type.members.filter((member) => fieldsOf(cx, member).some((field) => field.name === name));
  return having.length === 0 ? source : cx.at.cast(source, unionOf(having), origin);
}

/** Whether an object has a field, or a field of its kind: one that may be missing. */
export function hasField(cx: Lowering, source: ValueId, name: string, node: ts.Node): ValueId {
  const key = JSON.stringify(name);
  const parts: OpaquePart[] =
    absences(cx.typeOf(source)).length > 0 ? [`${key} in (`, source, " ?? {})"] : [`${key} in `, source];
  return cx.opaque(parts, node, { type: booleanType, effect: "reads", precedence: 9 });
}

/** The fields of a record, of all members where it is a union; a field that not all have is optional. */
export function fieldsOf(cx: Lowering, type: Type): readonly Field[] {
  const of = nonNullish(type);
  // Private names are no keys.
  if (of.kind === "record") return of.class ? of.fields.filter(({ name }) => !name.startsWith("#")) : of.fields;
  if (of.kind === "named") {
    const definition = cx.fn.types.get(of.name);
    return definition ? fieldsOf(cx, definition.type) : [];
  }
  if (of.kind !== "union") return [];
  const lists = of.members.map((member) => fieldsOf(cx, member));
  const all = new Map<string, Field>();
  for (const field of lists.flat()) {
    const same = lists.map((list) => list.find(({ name }) => name === field.name));
    const optional = same.some((one) => !one || one.optional === true) ? { optional: true } : {};
    const types = same.flatMap((one) => (one ? [one.type] : []));
    all.set(field.name, { name: field.name, type: unionOf(withAllTexts(types)), ...optional });
  }
  return [...all.values()];
}

/** Texts of several literals are one type, which any of them has: `"disc" | "box"`. */
function withAllTexts(types: readonly Type[]): readonly Type[] {
  const texts = new Set(
    types.flatMap((type) => (type.kind === "string" && type.text !== undefined ? [type.text] : [])),
  );
  if (texts.size < 2) return types;
  const isLiteral = types.every((type) => type.kind !== "string" || type.text !== undefined);
  return types.map((type) => {
    if (type.kind !== "string") return type;
    return isLiteral ? { ...type, text: [...texts].join(" | ") } : { kind: "string" };
  });
}

/** What a name stands for. */
export function resolved(cx: Lowering, type: Type): Type {
  return type.kind === "named" ? (cx.fn.types.get(type.name)?.type ?? type) : type;
}
