/** `Object.values`, `entries`, `assign`, `freeze` and `structuredClone`, by the fields that the type of an object has. */
import type ts from "typescript";
import { branch } from "../branch.ts";
import { readIndex, writeMember } from "../expressions/memory.ts";
import {
  assignAll,
  createBare,
  dictionaryIn,
  fromEntries,
  newDictionary,
  overKeys,
} from "../expressions/dictionary.ts";
import { fieldsOf, hasField, recordOf, spreadInto } from "../expressions/record.ts";
import type { Entry } from "../expressions/record.ts";
import type { Element, ValueId } from "../../ir/ir.ts";
import { arrayOf, elementType, isReference, stringType, unionOf, voidType } from "../../ir/types.ts";
import type { Field, Type } from "../../ir/types.ts";
import { isNullish, nonNullish } from "../type-predicates.ts";
import type { Lowering } from "../lowering.ts";
import { bare } from "../syntax.ts";
import { overAll } from "./counting.ts";

/** A call of a member of `Object`; undefined where the host may be asked. */
export function lowerObjectCall(cx: Lowering, node: ts.CallExpression, name: string): ValueId | undefined {
  const [first] = node.arguments;
  if (!first || cx.ts.isSpreadElement(first)) return undefined;
  switch (name) {
    case "values":
      return valuesOf(cx, node, first);
    case "entries":
      return entriesOf(cx, node, first);
    case "assign":
      return assign(cx, node, first);
    case "fromEntries":
      return fromEntries(cx, node, first);
    case "create":
      return createBare(cx, node, first);
    case "freeze":
    case "seal":
    case "preventExtensions":
      return fixed(cx, node, first, name);
    default:
      return undefined;
  }
}

function valuesOf(cx: Lowering, node: ts.CallExpression, object: ts.Expression): ValueId {
  const origin = cx.origin(node);
  const ref = cx.expression(object);
  const type = nonNullish(cx.typeOf(ref));
  const element = dictionaryIn(cx, type) ? undefined : elementType(type, cx.fn.types);
  if (element) return cx.at.array([{ kind: "spread", value: ref }], arrayOf(element), origin);
  return overFields(
    cx,
    { node, object, ref },
    {
      type: (held) => held,
      make: (_, value) => value,
    },
  );
}

function entriesOf(cx: Lowering, node: ts.CallExpression, object: ts.Expression): ValueId {
  const origin = cx.origin(node);
  const ref = cx.expression(object);
  const type = (held: Type): Type => ({ kind: "tuple", elements: [stringType, held] });
  return overFields(
    cx,
    { node, object, ref },
    {
      type,
      make: (key, value) => cx.at.array([key, value], type(cx.typeOf(value)), origin),
    },
  );
}

/** One element for each key, in the order in which the object has them. */
function overFields(
  cx: Lowering,
  { node, object, ref }: { readonly node: ts.CallExpression; readonly object: ts.Expression; readonly ref: ValueId },
  item: {
    readonly type: (held: Type) => Type;
    readonly make: (key: ValueId, value: ValueId) => ValueId;
  },
): ValueId {
  const origin = cx.origin(node);
  const type = nonNullish(cx.typeOf(ref));
  const fields = fieldsOf(cx, type);
  const dictionary = dictionaryIn(cx, type);
  if (!dictionary && (fields.length === 0 || type.kind === "union")) {
    return cx.refuse("AD2035", object, `the keys of \`${object.getText()}\` are not known`);
  }
  const keyList = cx.opaque(["Object.keys(", ref, ")"], node, { type: arrayOf(stringType), effect: "reads" });
  const keys = cx.name(keyList, "keys");
  const held = dictionary?.value ?? unionOf(fields.map((field) => field.type));
  const list = cx.at.allocate(arrayOf(item.type(held)), { length: cx.at.length(keys, origin) }, origin);
  overAll(cx, cx.at.length(keys, origin), origin, (index) => {
    const key = cx.at.load(keys, index, stringType, origin);
    const value = cx.coerce(readIndex(cx, ref, key, object), held, origin);
    cx.at.store(list, index, item.make(key, value), origin);
  });
  return list;
}

/** `Object.assign(target, …sources)`; with a literal as its target it is a literal with spreads. */
function assign(cx: Lowering, node: ts.CallExpression, target: ts.Expression): ValueId {
  const origin = cx.origin(node);
  const ref = cx.expression(target);
  const sources = node.arguments.slice(1).map((argument) => ({ argument, value: cx.expression(argument) }));
  if (cx.poison.has(ref) || sources.some(({ value }) => cx.poison.has(value))) return ref;
  const isLiteral = cx.ts.isObjectLiteralExpression(bare(cx.ts, target));
  const wanted = isLiteral ? cx.file.typeAt(node) : cx.typeOf(ref);
  const dictionary = dictionaryIn(cx, wanted);
  if (dictionary) {
    const made = isLiteral && !dictionaryIn(cx, cx.typeOf(ref)) ? newDictionary(cx, nonNullish(wanted), origin) : ref;
    const all = made === ref ? sources : [{ argument: target, value: ref }, ...sources];
    for (const { argument, value } of all) {
      assignAll(cx, { target: made, held: dictionary.value, source: value }, argument);
    }
    return made;
  }
  if (isLiteral) {
    const entries = new Map<string, Entry>();
    for (const { argument, value } of [{ argument: target, value: ref }, ...sources]) {
      spreadInto(cx, value, argument, entries);
    }
    return recordOf(cx, entries, cx.file.typeAt(node), origin);
  }
  const known = new Set(fieldsOf(cx, cx.typeOf(ref)).map(({ name }) => name));
  for (const { argument, value } of sources) {
    const fields = fieldsOf(cx, cx.typeOf(value));
    const unknown = fields.find(({ name }) => !known.has(name));
    if (fields.length === 0 || unknown) {
      const what = unknown ? `\`${unknown.name}\` is no field of the target` : "its fields are not known";
      return cx.refuse("AD2026", argument, `\`${argument.getText()}\` cannot be assigned: ${what}`);
    }
    for (const field of fields) assignField(cx, { ref, value, field }, node);
  }
  return ref;
}

function assignField(
  cx: Lowering,
  { ref, value, field }: { readonly ref: ValueId; readonly value: ValueId; readonly field: Field },
  node: ts.Node,
): void {
  const origin = cx.origin(node);
  const store = (): undefined => {
    writeMember(cx, ref, field.name, cx.at.load(value, field.name, field.type, origin), node);
    return undefined;
  };
  if (!field.optional && cx.typeOf(value).kind !== "union") return store();
  const condition = hasField(cx, value, field.name, node);
  branch(cx, { condition, assigned: new Set(), origin, then: store, else: () => undefined });
  return undefined;
}

/** The object itself, which the host makes unchangeable. */
function fixed(cx: Lowering, node: ts.CallExpression, object: ts.Expression, name: string): ValueId {
  const ref = cx.expression(object);
  if (!isReference(cx.typeOf(ref)) || cx.poison.has(ref)) return ref;
  cx.opaque([`Object.${name}(`, ref, ")"], node, { type: voidType, effect: "effect" });
  return ref;
}

/** `structuredClone(x)`: memory of its own at every level. What the value names twice is copied twice. */
export function structuredCloneOf(cx: Lowering, node: ts.CallExpression): ValueId {
  const [argument] = node.arguments;
  if (!argument) return cx.undefined(cx.origin(node));
  const value = cx.expression(argument);
  if (cx.poison.has(value)) return value;
  const refused = { found: false };
  const copy = cloneOf(cx, value, node, refused);
  return refused.found ? cx.refuse("AD2017", node, `\`${argument.getText()}\` is of a type that is not copied`) : copy;
}

function cloneOf(cx: Lowering, value: ValueId, node: ts.Node, refused: { found: boolean }): ValueId {
  const type = cx.typeOf(value);
  const origin = cx.origin(node);
  const copy = (inner: ValueId): ValueId => cloneOf(cx, inner, node, refused);
  switch (type.kind) {
    case "array": {
      if (!isReference(type.element)) return cx.at.array([{ kind: "spread", value }], arrayOf(type.element), origin);
      const length = cx.at.length(value, origin);
      const array = cx.at.allocate(arrayOf(type.element), { length }, origin);
      overAll(cx, length, origin, (index) => {
        cx.at.store(array, index, copy(cx.at.load(value, index, type.element, origin)), origin);
      });
      return array;
    }
    case "typed-array": {
      const length = cx.at.length(value, origin);
      const element = elementType(type, cx.fn.types)!;
      const array = cx.at.allocate({ kind: "typed-array", name: type.name }, { length }, origin);
      overAll(cx, length, origin, (index) =>
        cx.at.store(array, index, cx.at.load(value, index, element, origin), origin),
      );
      return array;
    }
    case "dictionary": {
      const made = newDictionary(cx, type, origin);
      overKeys(cx, value, node, (key) =>
        cx.at.store(made, key, copy(cx.at.load(value, key, type.value, origin)), origin),
      );
      return made;
    }
    case "tuple": {
      const elements = type.elements.map((element, i): Element => {
        return { kind: "value", value: copy(cx.at.load(value, String(i), element, origin)) };
      });
      return cx.at.array(elements, type, origin);
    }
    case "record": {
      const fields = new Map<string, Entry>();
      spreadInto(cx, value, node, fields);
      const copies = [...fields].map(([name, entry]) => [name, { ...entry, value: copy(entry.value) }] as const);
      return recordOf(cx, new Map(copies), type, origin);
    }
    case "union": {
      const inner = nonNullish(type);
      if (!isReference(type)) return value;
      const [nullish, ...others] = type.members.filter(isNullish);
      if (!nullish || inner.kind === "union") break;
      // Where it is certain what is missing, the copy has nothing of the value itself.
      const missing = (): ValueId => {
        if (others.length > 0) return value;
        return nullish.kind === "null" ? cx.at.const_(null, origin) : cx.undefined(origin);
      };
      const result = branch(cx, {
        condition: cx.isMissing(value, origin),
        assigned: new Set(),
        origin,
        then: () => missing(),
        else: () => copy(cx.coerce(value, inner, origin)),
        type: () => type,
      });
      return result ?? value;
    }
    case "named":
    case "opaque":
      break;
    default:
      return value;
  }
  refused.found = true;
  return value;
}
