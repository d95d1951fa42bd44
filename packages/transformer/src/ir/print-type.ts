/**
 * The text of a type, in TypeScript's manner where that is complete:
 *
 *   number  discrete  boolean  Float64Array  readonly number[]  [x: number, y: number]  { x: number; readonly r?: number }
 *   (number | undefined)   #Tree (a named type)   opaque "Map<string, number>"   { x: number }~"Point" (how the user wrote it)
 */
import { assertNever } from "../base/assert-never.ts";
import type { Field, Type } from "./types.ts";

/** "full" parses back to the same type; "wishes" shows a type as the user wrote it, where that is known. */
export type TypeStyle = "full" | "wishes";

export function printType(type: Type, style: TypeStyle = "full"): string {
  if (type.kind === "opaque") return style === "wishes" ? type.text : `opaque ${JSON.stringify(type.text)}`;
  if (type.text === undefined) return printShape(type, style);
  return style === "wishes" ? type.text : `${printShape(type, style)}~${JSON.stringify(type.text)}`;
}

/** An identifier as it is, anything else as a string. */
export function printWord(word: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(word) ? word : JSON.stringify(word);
}

function printShape(type: Exclude<Type, { kind: "opaque" }>, style: TypeStyle): string {
  const print = (inner: Type): string => printType(inner, style);
  switch (type.kind) {
    case "number":
      return type.discrete ? "discrete" : "number";
    case "boolean":
    case "string":
    case "bigint":
    case "undefined":
    case "null":
    case "void":
      return type.kind;
    case "array": {
      const element = print(type.element);
      // A user's own text may hold an operator; in full style only `readonly` reaches over the brackets.
      const closed = (style === "full" ? /^readonly /u : /[^\w.$[\]]/u).test(element) ? `(${element})` : element;
      return `${type.readonly ? "readonly " : ""}${closed}[]`;
    }
    case "typed-array":
      return type.name;
    case "tuple": {
      const elements = type.elements.map((element, i) => {
        const label = type.labels?.[i];
        return label === undefined ? print(element) : `${printWord(label)}: ${print(element)}`;
      });
      return `${type.readonly ? "readonly " : ""}[${elements.join(", ")}]`;
    }
    case "record": {
      const fields =
        type.fields.length === 0 ? "{}" : `{ ${type.fields.map((field) => printField(field, style)).join("; ")} }`;
      return type.class === undefined ? fields : `class ${JSON.stringify(type.class)} ${fields}`;
    }
    case "dictionary":
      return `${type.readonly ? "readonly " : ""}${type.bare ? "bare " : ""}${type.numeric ? "numeric " : ""}dictionary<${print(type.value)}>`;
    case "union":
      return `(${type.members.map(print).join(" | ")})`;
    case "named":
      return `#${printWord(type.name)}`;
    default:
      return assertNever(type, "type");
  }
}

function printField(field: Field, style: TypeStyle): string {
  const { name, type, optional, readonly } = field;
  return `${field.private ? "private " : ""}${readonly ? "readonly " : ""}${printWord(name)}${optional ? "?" : ""}: ${printType(type, style)}`;
}
