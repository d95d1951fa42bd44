/** Reading and writing fields and elements, by the type of what they belong to. */
import type ts from "typescript";
import { resolve } from "../../ir/assignable.ts";
import { branch } from "../branch.ts";
import type { ValueId } from "../../ir/ir.ts";
import {
  discreteType,
  elementType,
  fieldType,
  numberType,
  stringType,
  tangentOf,
  undefinedType,
  unionOf,
  dictionaryOf,
} from "../../ir/types.ts";
import type { RecordType, Type } from "../../ir/types.ts";
import { isUntyped, nonNullish } from "../type-predicates.ts";
import type { Lowering } from "../lowering.ts";
import { keptMember, refuseKeeping } from "./function-field.ts";
import { functionAtKey, heldCount, loadElement } from "./function-table.ts";

/** Whether a member where a function may be is known to be missing; of memory inside memory only its members are known. */
export function isLeftOut(cx: Lowering, member: ValueId): boolean {
  return cx.typeOf(member).kind === "undefined" && !cx.membersOf.has(member);
}

/** `ref.name`. */
export function readMember(cx: Lowering, ref: ValueId, name: string, node: ts.Node): ValueId {
  const origin = cx.origin(node);
  const type = nonNullish(cx.typeOf(ref));
  if (cx.poison.has(ref)) return ref;
  const kept = keptMember(cx, ref, name);
  const isKnown = kept !== undefined && (cx.functionOf.has(kept) || isLeftOut(cx, kept));
  if (isKnown) return kept;
  const dictionary = dictionaryOf(type, cx.fn.types);
  if (dictionary) return cx.at.load(ref, cx.at.const_(name, origin), dictionary.value, origin);
  const element = elementType(type, cx.fn.types);
  if (name === "length") {
    const count = heldCount(cx, ref);
    if (count !== undefined) return cx.at.number(count, origin);
    if (element) return cx.at.length(ref, origin);
    if (type.kind === "string") return cx.opaque([ref, ".length"], node, { type: numberType, effect: "pure" });
  }
  const computing = classComputing(cx, type, name);
  if (computing !== undefined) return cx.refuse("AD2008", node, `\`${name}\` is no field of \`${computing}\``);
  const field = fieldType(type, name, cx.fn.types);
  if (field) return noteMembers(cx, cx.at.load(ref, name, field, origin), kept);
  // A position of an array that is written as a name: `"0"`.
  if (element && /^\d+$/.test(name)) return cx.at.load(ref, cx.at.number(Number(name), origin), element, origin);
  if (type.kind === "record" && type.class !== undefined) {
    return cx.refuse("AD2008", node, `\`${name}\` is no field of \`${type.class}\``);
  }
  if (isUntyped(type)) return cx.opaque([ref, memberText(name)], node, { type, effect: "reads" });
  if (name === "size" && type.kind === "opaque" && /^(Readonly)?(Map|Set)\b/.test(type.text)) {
    return cx.opaque([ref, ".size"], node, { type: discreteType, effect: "reads" });
  }
  const held = cx.file.typeAt(node);
  // What an exception carries is not followed from where it is thrown to where it is caught.
  if (cx.file.typeLowering.isError(type) && tangentOf(held, cx.fn.types))
    return cx.refuse("AD2042", node, `\`${name}\` comes out of an exception`, held);
  return cx.opaque([ref, memberText(name)], node, { type: held, effect: "reads" });
}

/** The class among those of a union whose instances have no field of a name that the others have. */
function classComputing(cx: Lowering, type: Type, name: string): string | undefined {
  const union = resolve(type, cx.fn.types);
  if (union?.kind !== "union") return undefined;
  for (const member of union.members) {
    const record = resolve(member, cx.fn.types);
    const isWithout = record?.kind === "record" && fieldType(record, name, cx.fn.types) === undefined;
    if (isWithout && record.class !== undefined) return record.class;
  }
  return undefined;
}

/** What is read has the functions that were put in. */
function noteMembers(cx: Lowering, value: ValueId, kept: ValueId | undefined): ValueId {
  const members = kept === undefined ? undefined : cx.membersOf.get(kept);
  if (members) cx.membersOf.set(value, members);
  return value;
}

export function memberText(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
}

/** `ref[index]` with a computed index or key. */
export function readIndex(cx: Lowering, ref: ValueId, index: ValueId, node: ts.Node, isThere = false): ValueId {
  if (cx.poison.has(ref)) return ref;
  const type = nonNullish(cx.typeOf(ref));
  const keyType = cx.typeOf(index);
  const element = elementType(type, cx.fn.types);
  if (dictionaryOf(type, cx.fn.types) && element) return cx.at.load(ref, index, element, cx.origin(node));
  if (element && keyType.kind !== "string") return loadElement(cx, ref, index, element, { node, isThere });
  const fn = functionAtKey(cx, ref, index, {
    node,
    isThere: isOneOf(cx, node, [...(cx.membersOf.get(ref) ?? new Map()).keys()]),
  });
  if (fn !== undefined) return fn;
  const record = recordBehind(cx, type);
  if (record) return readByKey(cx, ref, record, index, node);
  if (type.kind === "string") {
    return cx.opaque([ref, "[", index, cx.file.isScript ? "]" : "]!"], node, { type: stringType, effect: "pure" });
  }
  if (element || isNumeric(cx, node)) {
    return cx.refuse("AD2026", node, `\`${node.getText()}\`: the key is not known when the program is compiled`);
  }
  return cx.opaque([ref, "[", index, "]"], node, { type: cx.file.typeAt(node), effect: "reads" });
}

/** Whether the type of a key says that it is one of some names. */
function isOneOf(cx: Lowering, node: ts.Node, names: readonly string[]): boolean {
  if (!cx.ts.isElementAccessExpression(node)) return false;
  return cx.oracle
    .membersAt(node.argumentExpression)
    .every((type) => (type.isStringLiteral() || type.isNumberLiteral()) && names.includes(String(type.value)));
}

function isNumeric(cx: Lowering, node: ts.Node): boolean {
  const holdsNumber = (type: Type): boolean =>
    type.kind === "number" || (type.kind === "union" && type.members.some(holdsNumber));
  return holdsNumber(cx.file.typeAt(node));
}

function recordBehind(cx: Lowering, type: Type): RecordType | undefined {
  const resolved = type.kind === "named" ? cx.fn.types.get(type.name)?.type : type;
  return resolved?.kind === "record" && resolved.fields.length > 0 ? resolved : undefined;
}

/** `record[key]`: one field after the other is asked whether it is meant. */
function readByKey(cx: Lowering, ref: ValueId, record: RecordType, key: ValueId, node: ts.Node): ValueId {
  const origin = cx.origin(node);
  // JavaScript does not say that the key is one of them.
  const isThere =
    !cx.ts.isElementAccessExpression(node) ||
    isOneOf(
      cx,
      node,
      record.fields.map(({ name }) => name),
    );
  const type = unionOf([...record.fields.map((field) => field.type), ...(isThere ? [] : [undefinedType])]);
  const from = (i: number): ValueId => {
    const field = record.fields[i];
    if (!field) return cx.undefined(origin);
    const load = (): ValueId => cx.at.load(ref, field.name, field.type, origin);
    if (isThere && i === record.fields.length - 1) return load();
    const value = branch(cx, {
      condition: cx.at.prim("eq", [key, cx.at.const_(field.name, origin)], origin),
      assigned: new Set(),
      origin,
      then: load,
      else: () => from(i + 1),
      type: () => type,
    });
    return value ?? ref;
  };
  return from(0);
}

/** `ref.name = value`. */
export function writeMember(cx: Lowering, ref: ValueId, name: string, value: ValueId, node: ts.Node): void {
  const origin = cx.origin(node);
  if (cx.poison.has(ref) || refuseKeeping(cx, ref, name, value, node)) return;
  const type = nonNullish(cx.typeOf(ref));
  if (dictionaryOf(type, cx.fn.types)) return writeIndex(cx, ref, cx.at.const_(name, origin), value, node);
  const element = elementType(type, cx.fn.types);
  if (element && name === "length") {
    cx.at.resize(ref, value, origin);
    return;
  }
  const field = fieldType(type, name, cx.fn.types);
  if (field) cx.at.store(ref, name, cx.coerce(value, field, origin), origin);
  else if (element && /^\d+$/.test(name)) cx.at.store(ref, cx.at.number(Number(name), origin), value, origin);
  else if (isUntyped(type)) refuseUntyped(cx, node, value);
  else cx.refuse("AD2018", node, `\`${node.getText()}\` writes to an object that is not followed`);
}

/** `ref[index] = value`. */
export function writeIndex(cx: Lowering, ref: ValueId, index: ValueId, value: ValueId, node: ts.Node): void {
  const origin = cx.origin(node);
  if (cx.poison.has(ref) || refuseKeeping(cx, ref, undefined, value, node)) return;
  const type = nonNullish(cx.typeOf(ref));
  const element = elementType(type, cx.fn.types);
  if (element && (cx.typeOf(index).kind !== "string" || dictionaryOf(type, cx.fn.types))) {
    if (isUntyped(element) && cx.typeOf(value).kind === "number") refuseUntyped(cx, node, value);
    else cx.at.store(ref, index, cx.coerce(value, element, origin), origin);
    return;
  }
  const record = recordBehind(cx, type);
  if (record) writeByKey(cx, { ref, record, key: index, value }, node);
  else cx.refuse("AD2026", node, `\`${node.getText()}\`: the key is not known when the program is compiled`);
}

function refuseUntyped(cx: Lowering, node: ts.Node, value: ValueId): void {
  if (cx.poison.has(value)) return;
  cx.refuse("AD2001", node, `\`${node.getText()}\` is of type any`);
}

function writeByKey(
  cx: Lowering,
  { ref, record, key, value }: { ref: ValueId; record: RecordType; key: ValueId; value: ValueId },
  node: ts.Node,
): void {
  const origin = cx.origin(node);
  const from = (i: number): undefined => {
    const field = record.fields[i];
    if (!field) return undefined;
    branch(cx, {
      condition: cx.at.prim("eq", [key, cx.at.const_(field.name, origin)], origin),
      assigned: new Set(),
      origin,
      then: () => {
        cx.at.store(ref, field.name, cx.coerce(value, field.type, origin), origin);
        return undefined;
      },
      else: () => from(i + 1),
    });
    return undefined;
  };
  from(0);
}
