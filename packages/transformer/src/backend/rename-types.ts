/** Types that the text declares make way for what the module has already: `TreeTangent` becomes `TreeTangent2`. */
import type { IrFunction } from "../ir/ir.ts";
import type { Type, TypeDefinition, TypeTable } from "../ir/types.ts";
import { freshName } from "../base/fresh-name.ts";

interface Declared {
  readonly functions: readonly IrFunction[];
  /** The types that the text declares. */
  readonly types: readonly TypeDefinition[];
  readonly table: TypeTable;
}

/** The same under names that the module does not have; `taken` grows by all of them. */
export function renameTypes(declared: Declared, taken: Set<string>): Declared {
  const nameOf = new Map<string, string>();
  for (const { name } of declared.types) {
    const free = freshName(name, taken);
    if (free !== name) nameOf.set(name, free);
  }
  return { ...underNames(declared, nameOf), types: declared.types.map((one) => defined(one, nameOf, renamer(nameOf))) };
}

/** Functions and table with types under other names; where two become one, it is the one that had the name. */
export function underNames(
  declared: Pick<Declared, "functions" | "table">,
  nameOf: ReadonlyMap<string, string>,
): Pick<Declared, "functions" | "table"> {
  if (nameOf.size === 0) return declared;
  const rename = renamer(nameOf);
  const definitions = [...declared.table.values()].map((one) => defined(one, nameOf, rename));
  const table = new Map(definitions.toReversed().map((definition) => [definition.name, definition]));
  const functions = declared.functions.map((fn) => ({
    ...fn,
    resultType: rename(fn.resultType),
    values: fn.values.map((value) => ({ ...value, type: rename(value.type) })),
  }));
  return { functions, table };
}

function defined(
  definition: TypeDefinition,
  nameOf: ReadonlyMap<string, string>,
  rename: (type: Type) => Type,
): TypeDefinition {
  return { ...definition, name: nameOf.get(definition.name) ?? definition.name, type: rename(definition.type) };
}

function renamer(nameOf: ReadonlyMap<string, string>): (type: Type) => Type {
  const known = new WeakMap<Type, Type>();
  const make = (type: Type): Type => {
    switch (type.kind) {
      case "named": {
        const name = nameOf.get(type.name);
        return name === undefined ? type : { kind: "named", name };
      }
      case "array":
        return { ...type, element: rename(type.element) };
      case "tuple":
        return { ...type, elements: type.elements.map(rename) };
      case "record":
        return { ...type, fields: type.fields.map((field) => ({ ...field, type: rename(field.type) })) };
      case "union":
        return { ...type, members: type.members.map(rename) };
      default:
        return type;
    }
  };
  const rename = (type: Type): Type => {
    let renamed = known.get(type);
    if (!renamed) known.set(type, (renamed = make(type)));
    return renamed;
  };
  return rename;
}
