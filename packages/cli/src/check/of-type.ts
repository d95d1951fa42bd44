/** Whether a value is what its type says: `rows[i]!` may give a function what is not there. */
import type { Type, TypeTable } from "@adgen/transformer";

export function isOfType(value: unknown, type: Type, table: TypeTable): boolean {
  switch (type.kind) {
    case "number":
      return typeof value === "number";
    case "array":
      return Array.isArray(value) && value.every((item) => isOfType(item, type.element, table));
    case "tuple":
      return Array.isArray(value) && type.elements.every((element, i) => isOfType(value[i], element, table));
    case "typed-array":
      return ArrayBuffer.isView(value) || value instanceof ArrayBuffer;
    case "record": {
      if (typeof value !== "object" || value === null) return false;
      const held = value as Readonly<Record<string, unknown>>;
      return type.fields.every(({ name, type: inner, optional }) =>
        held[name] === undefined && optional ? true : isOfType(held[name], inner, table),
      );
    }
    case "named": {
      const definition = table.get(type.name);
      return !definition || isOfType(value, definition.type, table);
    }
    case "union":
      return type.members.some((member) => isOfType(value, member, table));
    case "undefined":
    case "void":
      return value === undefined;
    case "null":
      return value === null;
    default:
      return value !== undefined && value !== null;
  }
}
