/** The type of what a key leads to; of a field that may be missing, with undefined. */
import type { Key } from "./ir.ts";
import { elementType, fieldsOf, fieldType, undefinedType, unionOf } from "./types.ts";
import type { Type, TypeTable } from "./types.ts";

export function partType(type: Type, key: Key, types: TypeTable): Type | undefined {
  if (key.kind === "index") return elementType(type, types);
  const field = fieldsOf(type, types)?.find(({ name }) => name === key.name);
  if (field) return field.optional ? unionOf([field.type, undefinedType]) : field.type;
  return fieldType(type, key.name, types);
}
