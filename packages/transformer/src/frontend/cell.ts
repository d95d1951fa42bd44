/** Cells: the memory of a variable that several functions share. */
import type { Type } from "../ir/types.ts";

/** The one field of a cell. */
export const cellField = "value";

export function cellType(type: Type): Type {
  return { kind: "record", fields: [{ name: cellField, type }] };
}
