/** Arguments of a function from JSON, by the types of its parameters. */
import { elementType, fieldType } from "@adgen/transformer";
import type { Type, TypeTable } from "@adgen/transformer";
import { UsageError } from "../command-error.ts";

/** `[2, 5]` => the list, or what is wrong with the text. */
export function parseList(text: string, flag: string): readonly unknown[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${flag} is not JSON: ${why}`, "AD1020");
  }
  if (Array.isArray(parsed)) return parsed;
  throw new UsageError(`${flag} takes a JSON array with one entry for each argument, as in ${flag} '[2, 5]'`, "AD1020");
}

/** A value of a type from what JSON can say; `path` is how messages call it. `null` is undefined where that is what fits. */
export function valueFrom(json: unknown, type: Type, path: string, table: TypeTable): unknown {
  const wrong = (what: string): UsageError =>
    new UsageError(`--at: \`${path}\` takes ${what}, not ${JSON.stringify(json) ?? "nothing"}`, "AD1020");
  switch (type.kind) {
    case "number":
      if (typeof json !== "number") throw wrong("a number");
      return json;
    case "boolean":
      if (typeof json !== "boolean") throw wrong("true or false");
      return json;
    case "string":
      if (typeof json !== "string") throw wrong("a string");
      return json;
    case "undefined":
    case "void":
      if (json !== null && json !== undefined) throw wrong("null, for undefined");
      return undefined;
    case "null":
      if (json !== null) throw wrong("null");
      return null;
    case "array":
    case "tuple":
      if (!Array.isArray(json)) throw wrong("an array");
      if (type.kind === "tuple" && json.length !== type.elements.length)
        throw wrong(`${type.elements.length} elements`);
      return json.map((item, i) => {
        const inner = type.kind === "tuple" ? type.elements[i] : elementType(type, table);
        return inner ? valueFrom(item, inner, `${path}[${i}]`, table) : item;
      });
    case "typed-array":
      if (!Array.isArray(json) || !json.every((item) => typeof item === "number")) throw wrong("an array of numbers");
      if (type.name === "ArrayBuffer") throw wrong("a typed array");
      return typedArrays[type.name].from(json);
    case "record":
      return recordFrom(json, type, path, table, wrong);
    case "dictionary":
      if (typeof json !== "object" || json === null || Array.isArray(json)) throw wrong("an object");
      return Object.fromEntries(
        Object.entries(json).map(([key, item]) => [key, valueFrom(item, type.value, `${path}.${key}`, table)]),
      );
    case "named": {
      const definition = table.get(type.name);
      return definition ? valueFrom(json, definition.type, path, table) : json;
    }
    case "union":
      return memberFrom(json, type.members, path, table, wrong);
    default:
      throw wrong("what JSON cannot say");
  }
}

const typedArrays = {
  Float64Array,
  Float32Array,
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
} as const;

function recordFrom(
  json: unknown,
  type: Extract<Type, { kind: "record" }>,
  path: string,
  table: TypeTable,
  wrong: (what: string) => UsageError,
): unknown {
  if (typeof json !== "object" || json === null || Array.isArray(json)) throw wrong("an object");
  const given = json as Readonly<Record<string, unknown>>;
  const missing = type.fields.find(({ name, optional }) => !optional && !Object.hasOwn(given, name));
  if (missing) throw wrong(`an object with \`${missing.name}\``);
  return Object.fromEntries(
    Object.entries(given).map(([name, item]) => {
      const inner = fieldType(type, name, table);
      if (!inner) throw wrong(`an object without \`${name}\``);
      return [name, valueFrom(item, inner, `${path}.${name}`, table)];
    }),
  );
}

/** The first member of a union that takes the value. */
function memberFrom(
  json: unknown,
  members: readonly Type[],
  path: string,
  table: TypeTable,
  wrong: (what: string) => UsageError,
): unknown {
  for (const member of members) {
    try {
      return valueFrom(json, member, path, table);
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
    }
  }
  throw wrong("another type");
}

/** The numbers of a direction in the order of the inputs, whatever arrays and objects they are in. */
export function numbersIn(json: unknown): readonly number[] {
  if (typeof json === "number") return [json];
  return typeof json === "object" && json !== null ? Object.values(json).flatMap(numbersIn) : [];
}
