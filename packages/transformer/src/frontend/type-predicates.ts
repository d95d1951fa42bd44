/** What types of the IR say of values, as far as the frontend asks: whether they may be missing, are literals, or say nothing. */
import { numberType, partsOf, undefinedType, unionOf } from "../ir/types.ts";
import type { Type, TypeDefinition } from "../ir/types.ts";

/**
 * The field that `{ u: LIMITS.low }` has, where LIMITS is `as const`: TypeScript says 0.1, but it is as much computed as its like in
 * another branch, so that both have it in their shadows. Members of an enum stay what they are.
 */
export function withoutLiteral(type: Type): Type {
  return isLiteralNumber(type) ? numberType : type;
}

/** Whether a type is that of one number, or of a few: `0.5`, `1 | 2`. */
export function isLiteralNumber(type: Type): boolean {
  return type.kind === "number" && type.discrete === true && type.text !== undefined && /^-?[\d.]/.test(type.text);
}

/** Whether a type says nothing: `any`, `unknown`, or an array of it. */
export function isUntyped(type: Type): boolean {
  if (type.kind === "opaque") return type.text === "any" || type.text === "unknown" || type.text === "never";
  return type.kind === "array" && isUntyped(type.element);
}

/** The type with numbers of literal types as ordinary numbers: what a variable holds may be computed. */
export function withoutLiterals(type: Type): Type {
  if (type.kind === "number" && type.discrete) return numberType;
  if (type.kind === "union" && type.members.some((member) => member.kind === "number" && member.discrete)) {
    return unionOf(type.members.map(withoutLiterals));
  }
  return type;
}

/** The same of the elements of tuples and arrays, to any depth: what a literal of literals is made of may be computed. */
export function withoutLiteralElements(type: Type): Type {
  if (type.kind === "array") {
    const element = withoutLiteralElements(type.element);
    return element === type.element ? type : { ...type, element };
  }
  if (type.kind !== "tuple") return withoutLiterals(type);
  const elements = type.elements.map(withoutLiteralElements);
  return elements.every((element, i) => element === type.elements[i]) ? type : { ...type, elements };
}

/** Whether it is a list that must not be written, or holds one. */
export function isReadonly(type: Type): boolean {
  if (type.kind === "array") return type.readonly === true || isReadonly(type.element);
  return type.kind === "tuple" && (type.readonly === true || type.elements.some(isReadonly));
}

export function includesUndefined(type: Type): boolean {
  return (
    type.kind === "undefined" || type.kind === "void" || (type.kind === "union" && type.members.some(includesUndefined))
  );
}

export function isNullish(type: Type): boolean {
  return type.kind === "undefined" || type.kind === "null" || type.kind === "void";
}

/** The type without `undefined` and `null`. */
export function nonNullish(type: Type): Type {
  if (type.kind !== "union" || !type.members.some(isNullish)) return type;
  return unionOf(type.members.filter((member) => !isNullish(member)));
}

export function optionalOf(type: Type): Type {
  return includesUndefined(type) ? type : unionOf([type, undefinedType]);
}

/** Whether instances have `#fields`, which no text outside the class can read. */
export function hasPrivateNames(type: Type): boolean {
  return type.kind === "record" && type.class !== undefined && type.fields.some(({ name }) => name.startsWith("#"));
}

/**
 * The class that a type mentions and generated text cannot have instances of, if any: one with `#fields`, or without a name at module
 * level of the main file. Where such an instance never leaves the function, a record stands for it.
 */
export function hiddenClassIn(type: Type, types: ReadonlyMap<string, TypeDefinition>): string | undefined {
  const open = new Set<string>();
  const named = new Set<Type>();
  const find = (inner: Type): string | undefined => {
    if (inner.kind === "named") {
      const definition = open.has(inner.name) ? undefined : types.get(inner.name);
      open.add(inner.name);
      if (definition && inner.text !== undefined) named.add(definition.type);
      return definition && find(definition.type);
    }
    const isHidden = inner.kind === "record" && inner.class !== undefined && inner.text === undefined;
    return isHidden && !named.has(inner) ? inner.class : firstOf(partsOf(inner));
  };
  const firstOf = (parts: readonly Type[]): string | undefined => {
    for (const part of parts) {
      const found = find(part);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return find(type);
}
