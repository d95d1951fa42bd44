/** A value of a type that nobody looks at: what a variable holds on paths where it has none. */
import type { Type, TypeTable } from "../ir/types.ts";
import { resolveType } from "./type-text.ts";

export function neutralText(type: Type, types: TypeTable, isTyped: boolean): string {
  const found = resolveType(type, types);
  switch (found.kind) {
    case "number":
      return type.text === undefined || !isTyped ? "0" : "undefined!";
    case "boolean":
      return "false";
    case "string":
      return type.text === undefined ? '""' : isTyped ? "undefined!" : '""';
    case "bigint":
      return "0n";
    case "array":
      return "[]";
    case "typed-array":
      return `new ${found.name}(0)`;
    case "null":
      return "null";
    case "opaque":
      return found.text === "unknown" ? "undefined" : nothing(isTyped);
    case "undefined":
    case "void":
      return "undefined";
    case "union":
      if (found.members.some((member) => member.kind === "undefined")) return "undefined";
      return found.members.some((member) => member.kind === "null") ? "null" : nothing(isTyped);
    default:
      return nothing(isTyped);
  }
}

/** `undefined!` has the type never, which every type takes. */
function nothing(isTyped: boolean): string {
  return isTyped ? "undefined!" : "undefined";
}
