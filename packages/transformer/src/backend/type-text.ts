/** Types as TypeScript writes them. */
import { stringText } from "../base/string-text.ts";
import { assertNever } from "../base/assert-never.ts";
import type { Field, Type, TypeTable } from "../ir/types.ts";

/** The text of a type, as the user wrote it where that is known. */
export function typeText(type: Type): string {
  if (type.text !== undefined) return type.text;
  switch (type.kind) {
    case "opaque":
      return type.text;
    case "number":
    case "boolean":
    case "string":
    case "bigint":
    case "undefined":
    case "null":
    case "void":
      return type.kind;
    case "array":
      return `${type.readonly ? "readonly " : ""}${elementText(type.element)}[]`;
    case "typed-array":
    case "named":
      return type.name;
    case "tuple": {
      const elements = type.elements.map((element, i) => {
        const label = type.labels?.[i];
        const mark = i >= type.elements.length - (type.optional ?? 0) ? "?" : "";
        if (label !== undefined) return `${label}${mark}: ${typeText(element)}`;
        return mark === "" ? typeText(element) : `${elementText(element)}?`;
      });
      return `${type.readonly ? "readonly " : ""}[${elements.join(", ")}]`;
    }
    case "record":
      return type.fields.length === 0 ? "{}" : `{ ${type.fields.map(fieldText).join("; ")} }`;
    case "dictionary":
      return `{ ${type.readonly ? "readonly " : ""}[key: ${type.numeric ? "number" : "string"}]: ${typeText(type.value)} }`;
    case "union":
      return type.members
        .map((member) => (isFunctionText(typeText(member)) ? `(${typeText(member)})` : typeText(member)))
        .join(" | ");
    default:
      return assertNever(type, "type");
  }
}

function elementText(type: Type): string {
  const text = typeText(type);
  const isReadonlyList = (type.kind === "array" || type.kind === "tuple") && type.readonly === true;
  const isLoose = type.text === undefined && (type.kind === "union" || isReadonlyList);
  const isShut =
    type.text === undefined &&
    (type.kind === "tuple" || type.kind === "record" || type.kind === "dictionary" || type.kind === "array");
  const isOpen = !isShut && (isFunctionText(text) || / [|&] |^(?:readonly|keyof|typeof) /.test(text));
  return isLoose || isOpen ? `(${text})` : text;
}

function isFunctionText(text: string): boolean {
  return text.includes("=>");
}

function fieldText(field: Field): string {
  return `${fieldHead(field)}${typeText(field.type)}`;
}

/** A field of an object type up to its type. */
export function fieldHead({ name, optional, readonly }: Field): string {
  return `${readonly ? "readonly " : ""}${fieldKey(name)}${optional ? "?" : ""}: `;
}

const identifier = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;

export function isIdentifier(name: string): boolean {
  return identifier.test(name);
}

/** A field's name as an object literal or type writes it. */
export function fieldKey(name: string): string {
  return isIdentifier(name) || /^(?:0|[1-9]\d{0,14})$/.test(name) ? name : stringText(name);
}

/** `object.name`; what is private to a class is reached by its key. */
export function memberText(object: string, name: string, isPrivate: boolean): string {
  if (isPrivate) return `${object}[${stringText(name)}]`;
  return isIdentifier(name) ? `${object}.${name}` : `${object}[${fieldKey(name)}]`;
}

export function isPrivateField(type: Type, name: string, table: TypeTable): boolean {
  const found = resolveType(type, table);
  if (found.kind === "union") return found.members.some((member) => isPrivateField(member, name, table));
  return found.kind === "record" && found.fields.some((field) => field.name === name && field.private === true);
}

/** The type that a named type stands for. */
export function resolveType(type: Type, table: TypeTable): Type {
  let found = type;
  for (const seen = new Set<string>(); found.kind === "named" && !seen.has(found.name);) {
    seen.add(found.name);
    found = table.get(found.name)?.type ?? found;
  }
  return found;
}

export function includesUndefined(type: Type, table: TypeTable): boolean {
  const found = resolveType(type, table);
  return (
    found.kind === "undefined" ||
    found.kind === "void" ||
    (found.kind === "union" && found.members.some((member) => includesUndefined(member, table)))
  );
}
