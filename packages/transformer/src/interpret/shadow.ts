/** Shadows as values: what `zeros-like` and `clone` give. */
import { InternalError } from "../base/internal-error.ts";
import { resolve } from "../ir/assignable.ts";
import { fieldType, tangentOf } from "../ir/types.ts";
import type { Field, Type, TypeTable } from "../ir/types.ts";

/**
 * Fresh memory in the shape of the tangents of a value, as long as it at every level, without holes, all numbers 0.
 * What carries no derivative is undefined in an array or tuple and missing in a record; so is what the value lacks.
 */
export function zerosLike(value: unknown, type: Type, table: TypeTable): unknown {
  switch (type.kind) {
    case "number":
      return type.discrete ? undefined : 0;
    case "array":
      if (!Array.isArray(value) || !tangentOf(type, table)) return undefined;
      return Array.from(value, (item: unknown) => zerosLike(item, type.element, table));
    case "typed-array":
      if (value instanceof ArrayBuffer) return new ArrayBuffer(value.byteLength);
      return value instanceof Float64Array || value instanceof Float32Array
        ? new Float64Array(value.length)
        : undefined;
    case "tuple":
      if (!Array.isArray(value) || !tangentOf(type, table)) return undefined;
      return type.elements.slice(0, value.length).map((element, i) => zerosLike(value[i], element, table));
    case "record":
      return isRecord(value) && tangentOf(type, table) ? zerosOfFields(value, type.fields, table) : undefined;
    case "dictionary": {
      if (!isRecord(value)) return undefined;
      const zeros: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
      for (const name of Object.keys(value)) zeros[name] = zerosLike(value[name], type.value, table);
      return zeros;
    }
    case "named": {
      const definition = resolve(type, table);
      return definition && zerosLike(value, definition, table);
    }
    case "union":
      return zerosOfUnion(value, type.members, table);
    default:
      return undefined;
  }
}

/** A deep copy of a shadow: numbers, undefined, arrays, typed arrays and plain records. */
export function cloneShadow(shadow: unknown): unknown {
  if (Array.isArray(shadow)) return Array.from(shadow, cloneShadow);
  if (shadow instanceof Float64Array || shadow instanceof ArrayBuffer) return shadow.slice();
  if (isRecord(shadow)) {
    const copy = Object.create(Object.getPrototypeOf(shadow) as object | null) as Record<string, unknown>;
    for (const [name, item] of Object.entries(shadow)) copy[name] = cloneShadow(item);
    return copy;
  }
  if (typeof shadow === "object" && shadow !== null) throw new InternalError("clone of what is no shadow");
  return shadow;
}

function zerosOfFields(value: Readonly<Record<string, unknown>>, fields: readonly Field[], table: TypeTable): unknown {
  const zeros: Record<string, unknown> = {};
  for (const { name, type } of fields) {
    if (!Object.hasOwn(value, name) || !tangentOf(type, table)) continue;
    const zero = zerosLike(value[name], type, table);
    if (zero !== undefined) zeros[name] = zero;
  }
  return zeros;
}

/** The value tells which member it is; among records, those fields count that it has. */
function zerosOfUnion(value: unknown, members: readonly Type[], table: TypeTable): unknown {
  const shapes = members.map((member) => resolve(member, table)).filter((shape) => shape !== undefined);
  // A member that carries nothing has no shadow.
  const records = shapes.filter(
    (shape) => shape.kind === "record" && tangentOf(shape, table) && isRecord(value) && fits(value, shape.fields),
  );
  if (isRecord(value) && records.length > 0) {
    const whole: Type = { kind: "union", members: records };
    const fields = Object.keys(value).flatMap((name): readonly Field[] => {
      const type = fieldType(whole, name, table);
      return type ? [{ name, type }] : [];
    });
    return zerosOfFields(value, fields, table);
  }
  const own = shapes.find((shape) => shape.kind !== "record" && isOf(value, shape));
  return own && zerosLike(value, own, table);
}

function fits(value: Readonly<Record<string, unknown>>, fields: readonly Field[]): boolean {
  return fields.every((field) => field.optional === true || Object.hasOwn(value, field.name));
}

function isOf(value: unknown, type: Type): boolean {
  switch (type.kind) {
    case "number":
      return typeof value === "number";
    case "array":
      return Array.isArray(value);
    case "tuple":
      return Array.isArray(value) && value.length === type.elements.length;
    case "typed-array":
      return value instanceof Float64Array || value instanceof Float32Array;
    case "dictionary":
      return isRecord(value);
    default:
      return false;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value);
}
