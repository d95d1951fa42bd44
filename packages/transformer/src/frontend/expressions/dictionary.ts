/**
 * Objects of any keys, as memory whose elements are reached by keys: `Record<string, number>`. What goes over all of them goes over the
 * list of keys that the host gives, in the order in which the object has them.
 */
import type ts from "typescript";
import { overAll } from "../built-ins/counting.ts";
import { branch } from "../branch.ts";
import { constantField } from "../constant-key.ts";
import type { Lowering } from "../lowering.ts";
import { nonNullish } from "../type-predicates.ts";
import { bare } from "../syntax.ts";
import { arrayOf, booleanType, dictionaryOf, isReference, stringType } from "../../ir/types.ts";
import type { DictionaryType, Type } from "../../ir/types.ts";
import type { Origin, ValueId } from "../../ir/ir.ts";
import { placeOf } from "./place.ts";
import { fieldsOf, hasField } from "./record.ts";

/** The dictionary that a type is, `undefined` and `null` left out. */
export function dictionaryIn(cx: Lowering, type: Type | undefined): DictionaryType | undefined {
  return type && dictionaryOf(nonNullish(type), cx.fn.types);
}

/** `{}` of a type. */
export function newDictionary(cx: Lowering, type: Type, origin: Origin): ValueId {
  return cx.at.recordOf([], origin, type);
}

/** `Object.keys(ref)`. */
export function keysOf(cx: Lowering, ref: ValueId, node: ts.Node): ValueId {
  const list = cx.opaque(["Object.keys(", ref, ")"], node, { type: arrayOf(stringType), effect: "reads" });
  return cx.name(list, "keys");
}

/** A loop over the keys that a dictionary has now. */
export function overKeys(cx: Lowering, ref: ValueId, node: ts.Node, each: (key: ValueId) => void): void {
  const origin = cx.origin(node);
  const keys = keysOf(cx, ref, node);
  overAll(cx, cx.at.length(keys, origin), origin, (index) => each(cx.at.load(keys, index, stringType, origin, "key")));
}

/** `{ a: x, [key]: y, ...others }`. */
export function dictionaryLiteral(cx: Lowering, node: ts.ObjectLiteralExpression, type: Type): ValueId | undefined {
  const { ts } = cx;
  const own = nonNullish(type);
  const held = dictionaryOf(own, cx.fn.types)?.value;
  if (!held || node.properties.some((property) => ts.isMethodDeclaration(property) || ts.isAccessor(property)))
    return undefined;
  const made = newDictionary(cx, own, cx.origin(node));
  for (const property of node.properties) {
    const origin = cx.origin(property);
    if (ts.isSpreadAssignment(property)) {
      assignAll(cx, { target: made, held, source: cx.expression(property.expression) }, property.expression);
      continue;
    }
    if (ts.isMethodDeclaration(property) || ts.isAccessor(property)) continue;
    const name = constantField(cx.oracle, property.name);
    // `__proto__: x` says what the object is made of.
    if (name === "__proto__" && !ts.isComputedPropertyName(property.name)) {
      cx.refuse("AD2026", property, "the prototype of a dictionary is written");
      continue;
    }
    const isComputed = name === undefined && ts.isComputedPropertyName(property.name);
    const key = isComputed ? cx.expression(property.name.expression) : cx.at.const_(name, origin);
    const value = cx.expression(ts.isPropertyAssignment(property) ? property.initializer : property.name, held);
    if (cx.poison.has(value)) continue;
    cx.at.store(made, key, cx.coerce(value, held, origin), origin);
  }
  return made;
}

interface Copied {
  readonly target: ValueId;
  /** What the target holds. */
  readonly held: Type;
  readonly source: ValueId;
}

/** Puts all that a dictionary or record has into a dictionary. */
export function assignAll(cx: Lowering, { target, held, source }: Copied, node: ts.Expression): void {
  const origin = cx.origin(node);
  const type = cx.typeOf(source);
  if (cx.poison.has(source)) return;
  const own = dictionaryIn(cx, type);
  const put = (key: ValueId, value: ValueId): void => cx.at.store(target, key, cx.coerce(value, held, origin), origin);
  if (own && type.kind !== "union")
    return overKeys(cx, source, node, (key) => put(key, cx.at.load(source, key, own.value, origin)));
  const fields = fieldsOf(cx, type);
  if (
    type.kind !== "record" ||
    fields.some(({ name }) => name === "__proto__") ||
    (fields.length === 0 && !isEmpty(type))
  )
    return void cx.refuse("AD2026", node, `the keys of \`${node.getText()}\` are not known`);
  for (const field of fields) {
    const store = (): undefined => {
      put(cx.at.const_(field.name, origin), cx.at.load(source, field.name, field.type, origin));
      return undefined;
    };
    if (!field.optional) store();
    else {
      const condition = hasField(cx, source, field.name, node);
      branch(cx, { condition, assigned: new Set(), origin, then: store, else: () => undefined });
    }
  }
}

function isEmpty(type: Type): boolean {
  return type.kind === "record" && type.class === undefined;
}

/** `delete ref[key]`, which is true. */
export function lowerDelete(cx: Lowering, node: ts.DeleteExpression): ValueId {
  const { ts } = cx;
  const origin = cx.origin(node);
  const target = bare(ts, node.expression);
  const isAccess = ts.isElementAccessExpression(target) || ts.isPropertyAccessExpression(target);
  const held = isAccess ? dictionaryIn(cx, cx.file.typeAt(target.expression)) : undefined;
  if (!isAccess || !held || target.questionDotToken)
    return cx.refuse("AD2023", node, "`delete` cannot be differentiated", booleanType);
  const place = placeOf(cx, target);
  if (place.kind !== "index" && place.kind !== "member") return cx.at.const_(true, origin);
  const { ref } = place;
  if (cx.poison.has(ref) || !dictionaryIn(cx, cx.typeOf(ref))) return cx.at.const_(true, origin);
  const key = place.kind === "index" ? place.index : cx.at.const_(place.name, origin);
  branch(cx, {
    condition: cx.at.hasIndex(ref, key, origin),
    assigned: new Set(),
    origin,
    then: () => {
      cx.at.remove(ref, key, origin);
      return undefined;
    },
    else: () => undefined,
  });
  return cx.at.const_(true, origin);
}

/** `Object.fromEntries(list)`, of a list of pairs. */
export function fromEntries(cx: Lowering, node: ts.CallExpression, list: ts.Expression): ValueId | undefined {
  const origin = cx.origin(node);
  const type = nonNullish(cx.file.typeAt(node));
  const held = dictionaryOf(type, cx.fn.types)?.value;
  if (!held) return undefined;
  const pairs = cx.expression(list);
  if (cx.poison.has(pairs)) return pairs;
  const own = cx.typeOf(pairs);
  const pair = own.kind === "array" && own.element.kind === "tuple" ? own.element : undefined;
  const [keyType, valueType] = pair?.elements ?? [];
  if (!pair || !keyType || !valueType || isReference(keyType))
    return cx.refuse("AD2026", list, `the pairs of \`${list.getText()}\` are not known`);
  const made = newDictionary(cx, type, origin);
  overAll(cx, cx.at.length(pairs, origin), origin, (index) => {
    const one = cx.at.load(pairs, index, pair, origin);
    const key = cx.at.load(one, "0", keyType, origin);
    cx.at.store(made, key, cx.coerce(cx.at.load(one, "1", valueType, origin), held, origin), origin);
  });
  return made;
}

/** `Object.create(null)`, where the type of the place says what it will hold. */
export function createBare(cx: Lowering, node: ts.CallExpression, prototype: ts.Expression): ValueId | undefined {
  const contextual = cx.oracle.contextualTypeOf(node);
  const type = contextual && dictionaryIn(cx, cx.file.typeLowering.lower(contextual));
  if (!type || bare(cx.ts, prototype).kind !== cx.ts.SyntaxKind.NullKeyword) return undefined;
  return newDictionary(cx, { ...type, bare: true }, cx.origin(node));
}
