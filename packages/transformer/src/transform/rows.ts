/**
 * Second derivatives and Jacobians: one shape with each of its numbers replaced by something of another shape.
 *   rows       one row for each number of a direction or seed, which is 1 there and 0 elsewhere
 *   transpose  from a column for each number of the parameters to a gradient for each number of the result
 */
import { InternalError } from "../base/internal-error.ts";
import { rowsType } from "../ir/derivative-types.ts";
import type { RegionBuilder } from "../ir/build.ts";
import { label } from "../ir/ir.ts";
import type { Origin, ValueId } from "../ir/ir.ts";
import { elementType, numberType, tangentOf, undefinedType, unionOf } from "../ir/types.ts";
import type { Type, TypeTable } from "../ir/types.ts";

/** How many numbers a tangent of a type has, or undefined where that depends on lengths or on what is there. */
export function countNumbers(type: Type): number | undefined {
  const sum = (parts: readonly Type[]): number | undefined => {
    const counts = parts.map((part) => countNumbers(part));
    return counts.every((count) => count !== undefined) ? counts.reduce((a, b) => a + b, 0) : undefined;
  };
  switch (type.kind) {
    case "number":
      return 1;
    case "undefined":
      return 0;
    case "tuple":
      return sum(type.elements);
    case "record":
      return type.fields.some((field) => field.optional) ? undefined : sum(type.fields.map((field) => field.type));
    default:
      return undefined;
  }
}

/** Zeros in the shape of a tangent whose numbers can be counted. */
export function zerosOf(type: Type, into: RegionBuilder, origin: Origin): ValueId {
  switch (type.kind) {
    case "number":
      return into.number(0, origin);
    case "undefined":
      return into.const_(undefined, origin);
    case "tuple":
      return into.array(
        type.elements.map((element) => zerosOf(element, into, origin)),
        type,
        origin,
      );
    case "record":
      return into.record(
        Object.fromEntries(type.fields.map((field) => [field.name, zerosOf(field.type, into, origin)])),
        origin,
        type,
      );
    default:
      throw new InternalError(`zeros of type ${type.kind} without a value`);
  }
}

export interface RowsOptions {
  readonly origin: Origin;
  readonly rowType: Type;
  /** A row, computed while one number of the direction is 1. */
  readonly row: (into: RegionBuilder) => ValueId;
}

/** A row for each number of a direction: the number is 1 while `row` computes. */
export function rowsOf(direction: ValueId, into: RegionBuilder, options: RowsOptions): ValueId {
  const { origin, rowType, row } = options;
  const type = into.fn.typeOf(direction);
  const at = (key: ValueId | string, part: Type, body: RegionBuilder): ValueId => {
    if (part.kind === "undefined") return body.const_(undefined, origin);
    if (part.kind !== "number") return rowsOf(body.load(direction, key, part, origin), body, options);
    body.store(direction, key, body.number(1, origin), origin);
    const made = row(body);
    body.store(direction, key, body.number(0, origin), origin);
    return made;
  };
  switch (type.kind) {
    case "typed-array":
    case "array": {
      const element = type.kind === "array" ? type.element : numberType;
      const length = into.length(direction, origin);
      return filled(into, { type: rowsType(type, rowType), length, origin, name: "rows" }, (body, index) =>
        at(index, element, body),
      );
    }
    case "tuple":
      return into.array(
        type.elements.map((part, i) => at(String(i), part, into)),
        rowsType(type, rowType),
        origin,
      );
    case "record":
      return into.record(
        Object.fromEntries(type.fields.map((field) => [field.name, at(field.name, field.type, into)])),
        origin,
        rowsType(type, rowType),
      );
    case "union":
      return whereThere(direction, into, { origin, type: (present) => rowsType(present, rowType) }, (there, body) =>
        rowsOf(there, body, options),
      );
    default:
      throw new InternalError(`a direction of type ${type.kind}`);
  }
}

interface ArrayWish {
  readonly type: Type;
  readonly length: ValueId;
  readonly origin: Origin;
  readonly name: string;
}

/** A new array, each of its elements computed by index. */
function filled(
  into: RegionBuilder,
  { type, length, origin, name }: ArrayWish,
  element: (body: RegionBuilder, index: ValueId) => ValueId,
): ValueId {
  const made = into.allocate(type, { length }, origin, name);
  const index = into.fn.value(numberType, "i");
  const body = into.fn.region([index]);
  body.store(made, index, element(body, index), origin);
  into.for_({
    label: label(`fill${index}`),
    from: into.number(0, origin),
    to: length,
    step: 1,
    compare: "<",
    inits: [],
    body: body.yields([], origin),
    origin,
  });
  return made;
}

/** What may be missing: undefined where it is, else what is made of it. */
function whereThere(
  value: ValueId,
  into: RegionBuilder,
  { origin, type }: { readonly origin: Origin; readonly type: (present: Type) => Type },
  make: (there: ValueId, body: RegionBuilder) => ValueId,
): ValueId {
  const own = into.fn.typeOf(value);
  const members = own.kind === "union" ? own.members : [own];
  const [present, ...others] = members.filter((member) => member.kind !== "undefined" && member.kind !== "null");
  if (!present || others.length > 0) throw new InternalError("a direction of several shapes");
  const then = into.fn.region();
  const made = make(then.cast(value, present, origin), then);
  const otherwise = into.fn.region();
  const absent = otherwise.const_(undefined, origin);
  const isNullable = members.some((member) => member.kind === "null");
  const condition = isNullable
    ? into.prim("looseNe", [value, into.const_(null, origin)], origin)
    : into.prim("ne", [value, into.const_(undefined, origin)], origin);
  return into.if_({
    condition,
    then: then.yields([made], origin),
    else: otherwise.yields([absent], origin),
    results: [{ type: unionOf([type(present), undefinedType]) }],
    origin,
  })[0]!;
}

export interface Transposition {
  readonly origin: Origin;
  readonly types: TypeTable;
  /** The differentiable parameters, with a tangent of the result for each of their numbers. */
  readonly columns: readonly { readonly param: ValueId; readonly columns: ValueId }[];
  readonly gradType: Type;
}

/** A gradient for each number of a result. `value` is the result, for its lengths; undefined where its numbers can be counted. */
export function transpose(value: ValueId | undefined, type: Type, into: RegionBuilder, work: Transposition): ValueId {
  return new Transpose(work).result(value, type, [], into);
}

type Path = readonly (ValueId | string)[];

class Transpose {
  readonly #work: Transposition;
  constructor(work: Transposition) {
    this.#work = work;
  }

  /** `type`: of the primal result. */
  result(value: ValueId | undefined, type: Type, path: Path, into: RegionBuilder): ValueId {
    const { origin, types, gradType } = this.#work;
    const tangent = tangentOf(type, types);
    if (!tangent) return into.const_(undefined, origin);
    const part = (key: ValueId | string, of: Type, body: RegionBuilder): ValueId => {
      const inner = value === undefined || !needsValue(of, types) ? undefined : body.load(value, key, of, origin);
      return this.result(inner, of, [...path, key], body);
    };
    switch (type.kind) {
      case "number":
        return this.#gradient(path, into);
      case "typed-array":
      case "array": {
        const element = elementType(type, types) ?? numberType;
        const length = into.length(there(value), origin);
        return filled(into, { type: rowsType(tangent, gradType), length, origin, name: "rows" }, (body, index) =>
          part(index, element, body),
        );
      }
      case "tuple":
        return into.array(
          type.elements.map((element, i) => part(String(i), element, into)),
          rowsType(tangent, gradType),
          origin,
        );
      case "record": {
        const fields = type.fields.filter((field) => tangentOf(field.type, types));
        return into.record(
          Object.fromEntries(fields.map((field) => [field.name, part(field.name, field.type, into)])),
          origin,
          rowsType(tangent, gradType),
        );
      }
      case "union":
        return whereThere(
          there(value),
          into,
          { origin, type: (present) => rowsType(tangentOf(present, types) ?? undefinedType, gradType) },
          (present, body) => this.result(present, into.fn.typeOf(present), path, body),
        );
      default:
        throw new InternalError(`a Jacobian of type ${type.kind}`);
    }
  }

  #gradient(path: Path, into: RegionBuilder): ValueId {
    const { columns, gradType, origin } = this.#work;
    const parts = columns.map(({ param, columns: own }) =>
      this.#adjoint(param, into.fn.typeOf(param), own, path, into),
    );
    return parts.length === 1 ? parts[0]! : into.array(parts, gradType, origin);
  }

  /** The adjoint of (a part of) a parameter for the number of the result at `path`. */
  #adjoint(param: ValueId, type: Type, columns: ValueId, path: Path, into: RegionBuilder): ValueId {
    const { origin, types } = this.#work;
    const tangent = tangentOf(type, types);
    if (!tangent) return into.const_(undefined, origin);
    const part = (key: ValueId | string, of: Type, body: RegionBuilder): ValueId => {
      if (!tangentOf(of, types)) return body.const_(undefined, origin);
      const inner = needsValue(of, types) ? body.load(param, key, of, origin) : param;
      const column = body.load(columns, key, partType(body.fn.typeOf(columns), key, types), origin);
      return this.#adjoint(inner, of, column, path, body);
    };
    switch (type.kind) {
      case "number":
        return path.reduce<ValueId>(
          (held, key) => into.load(held, key, partType(into.fn.typeOf(held), key, types), origin),
          columns,
        );
      case "typed-array":
      case "array": {
        const element = elementType(type, types) ?? numberType;
        const length = into.length(param, origin);
        return filled(into, { type: tangent, length, origin, name: "row" }, (body, index) =>
          part(index, element, body),
        );
      }
      case "tuple":
        return into.array(
          type.elements.map((element, i) => part(String(i), element, into)),
          tangent,
          origin,
        );
      case "record": {
        const fields = type.fields.filter((field) => tangentOf(field.type, types));
        return into.record(
          Object.fromEntries(fields.map((field) => [field.name, part(field.name, field.type, into)])),
          origin,
          tangent,
        );
      }
      case "union":
        return whereThere(
          param,
          into,
          { origin, type: (present) => tangentOf(present, types) ?? undefinedType },
          (present, body) => {
            const held = body.fn.typeOf(columns);
            const of = held.kind === "union" ? unionOf(held.members.filter((m) => m.kind !== "undefined")) : held;
            return this.#adjoint(present, body.fn.typeOf(present), body.cast(columns, of, origin), path, body);
          },
        );
      default:
        throw new InternalError(`a Jacobian with respect to type ${type.kind}`);
    }
  }
}

/** Whether lengths, or what is there, have to be read off a value. */
export function needsValue(type: Type, types: TypeTable): boolean {
  const tangent = tangentOf(type, types);
  return tangent !== undefined && countNumbers(tangent) === undefined;
}

function there(value: ValueId | undefined): ValueId {
  if (value === undefined) throw new InternalError("the shape of a result is not known");
  return value;
}

function partType(type: Type, key: ValueId | string, types: TypeTable): Type {
  const found =
    typeof key === "number"
      ? elementType(type, types)
      : type.kind === "record"
        ? type.fields.find((field) => field.name === key)?.type
        : type.kind === "tuple"
          ? type.elements[Number(key)]
          : undefined;
  if (!found) throw new InternalError(`no part ${key} of a ${type.kind}`);
  return found;
}
