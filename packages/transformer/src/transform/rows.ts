/**
 * Second derivatives and Jacobians: one shape with each of its numbers replaced by something of another shape.
 *   rows       one row for each number of a direction or seed, which is 1 there and 0 elsewhere
 *   transpose  from a column for each number of the parameters to a gradient for each number of the result
 */
import { InternalError } from "../base/internal-error.ts";
import { rowsType } from "../ir/derivative-types.ts";
import type { RegionBuilder } from "../ir/build.ts";
import { FunctionBuilder } from "../ir/build.ts";
import { functionId, label } from "../ir/ir.ts";
import type { FunctionId, Origin, ValueId } from "../ir/ir.ts";
import type { Derivatives } from "./derivatives.ts";
import {
  elementType,
  holdsNumber,
  isReference,
  numberType,
  partsOf,
  tangentOf,
  undefinedType,
  unionOf,
} from "../ir/types.ts";
import type { NamedType, Type, TypeTable } from "../ir/types.ts";
import { overKeys } from "./dictionaries.ts";
import { byMember } from "./members.ts";
import { tupleOf } from "./tuples.ts";

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
      return type.optional ? undefined : sum(type.elements);
    case "record":
      return type.fields.some((field) => field.optional) ? undefined : sum(type.fields.map((field) => field.type));
    default:
      return undefined;
  }
}

/** Whether a Jacobian would need the shape of one type inside another that contains itself (from what, to what: tangent types). */
export function isJacobianRecursive(from: readonly Type[], to: Type): boolean {
  return namesType(to) || (countNumbers(to) === undefined && from.some(namesType));
}

function namesType(type: Type): boolean {
  return type.kind === "named" || partsOf(type).some(namesType);
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
  /** Values that `row` needs: arguments and directions. */
  readonly context: readonly ValueId[];
  /** A row, computed while one number of the direction is 1; `context` as it is known where the row is computed. */
  readonly row: (into: RegionBuilder, context: readonly ValueId[]) => ValueId;
  /** For types that contain themselves, which take a function of their own. */
  readonly functions: RowFunctions;
}

interface RowFunctions {
  readonly all: Derivatives;
  /** Tells the functions of one wrapper from those of others. */
  readonly owner: FunctionId;
}

/** A row for each number of a direction: the number is 1 while `row` computes. */
export function rowsOf(direction: ValueId, into: RegionBuilder, options: RowsOptions): ValueId {
  const { origin, rowType } = options;
  const type = into.fn.typeOf(direction);
  switch (type.kind) {
    case "typed-array":
    case "array": {
      const element = type.kind === "array" ? type.element : numberType;
      const length = into.length(direction, origin);
      return filled(
        into,
        { type: rowsType(type, rowType, into.fn.types), length, origin, name: "rows" },
        (body, index) => rowsAt(direction, index, element, body, options),
      );
    }
    case "tuple":
      return tupleOf(into, direction, { type, made: rowsType(type, rowType, into.fn.types), origin }, (part, i, body) =>
        rowsAt(direction, String(i), part, body, options),
      );
    case "record":
      return into.record(
        Object.fromEntries(
          type.fields.map(({ name, type: part, optional }) => {
            const held = optional ? unionOf([part, undefinedType]) : part;
            return [name, rowsAt(direction, name, held, into, options)];
          }),
        ),
        origin,
        rowsType(type, rowType, into.fn.types),
      );
    case "dictionary": {
      const made = into.record({}, origin, rowsType(type, rowType, into.fn.types), "rows");
      overKeys(direction, into, origin, (body, key) =>
        body.store(made, key, rowsAt(direction, key, type.value, body, options), origin),
      );
      return made;
    }
    case "union":
      return byMember(direction, into, {
        origin,
        results: [rowsType(type, rowType, into.fn.types)],
        isIdle: (member) => !isReference(member),
        each: (member, body) => [member === undefined ? body.const_(undefined, origin) : rowsOf(member, body, options)],
      })[0]!;
    case "named":
      return into.call(
        rowsFunction(type, into, options),
        [direction, ...options.context],
        rowsType(type, rowType, into.fn.types),
        origin,
      );
    default:
      throw new InternalError(`a direction of type ${type.kind}`);
  }
}

/** The rows for what stands under a key of a direction. */
function rowsAt(
  direction: ValueId,
  key: ValueId | string,
  part: Type,
  into: RegionBuilder,
  options: RowsOptions,
): ValueId {
  const { origin, rowType, row, context } = options;
  const along = (body: RegionBuilder): ValueId => {
    body.store(direction, key, body.number(1, origin), origin);
    const made = row(body, context);
    body.store(direction, key, body.number(0, origin), origin);
    return made;
  };
  if (part.kind === "undefined") return into.const_(undefined, origin);
  if (part.kind === "number") return along(into);
  const held = into.load(direction, key, part, origin);
  if (part.kind !== "union" && !holdsNumber(part, into.fn.types)) return rowsOf(held, into, options);
  return byMember(held, into, {
    origin,
    results: [rowsType(part, rowType, into.fn.types)],
    isIdle: (member) => member.kind !== "number" && !isReference(member),
    each: (member, body) => {
      if (member === undefined) return [body.const_(undefined, origin)];
      if (body.fn.typeOf(member).kind === "number") return [along(body)];
      return [rowsOf(part.kind === "named" ? held : member, body, options)];
    },
  })[0]!;
}

/** The rows of a type that contains itself: one function for it in each wrapper. */
function rowsFunction(type: NamedType, into: RegionBuilder, options: RowsOptions): FunctionId {
  const { all, owner } = options.functions;
  const { origin, context, rowType } = options;
  const id = functionId(`rows:${type.name}:${owner}`);
  let isNew = false;
  all.once(id, () => (isNew = true));
  if (!isNew) return id;
  const builder = new FunctionBuilder({ id, name: `rowsOf${type.name}`, fileName: "", origin }, all.types);
  const direction = builder.value(type, "direction");
  const own = context.map((value) => builder.value(into.fn.typeOf(value), into.fn.nameOf(value)));
  const body = builder.region();
  const definition = all.types.get(type.name);
  if (!definition) throw new InternalError(`no type ${type.name}`);
  // A number has no place of its own that could be 1: it is seen to where it stands.
  const { type: shape } = definition;
  const memory = shape.kind === "union" ? unionOf(shape.members.filter((m) => m.kind !== "number")) : shape;
  const rows = rowsOf(body.cast(direction, memory, origin), body, { ...options, context: own });
  const result = rowsType(type, rowType, all.types);
  all.add(builder.finish([direction, ...own], result, body.returns(body.cast(rows, result, origin), origin)));
  return id;
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

interface Present {
  readonly origin: Origin;
  readonly types: TypeTable;
  /** The type of what is made. */
  readonly type: Type;
}

/** What may be of several shapes, or missing: undefined where it carries nothing, else what is made of it. */
function whereThere(
  value: ValueId,
  into: RegionBuilder,
  { origin, types, type }: Present,
  make: (there: ValueId, body: RegionBuilder) => ValueId,
): ValueId {
  return byMember(value, into, {
    origin,
    results: [type],
    isIdle: (member) => tangentOf(member, types) === undefined,
    each: (member, body) => [member === undefined ? body.const_(undefined, origin) : make(member, body)],
  })[0]!;
}

export interface Transposition {
  readonly origin: Origin;
  readonly types: TypeTable;
  /** The differentiable parameters, with a tangent of the result for each of their numbers. */
  readonly columns: readonly { readonly param: ValueId; readonly columns: ValueId }[];
  readonly gradType: Type;
  /** The type of a column: a tangent of the result. */
  readonly column: Type;
}

/** A gradient for each number of a result. `value` is the result, for its lengths; undefined where its numbers can be counted. */
export function transpose(value: ValueId | undefined, type: Type, into: RegionBuilder, work: Transposition): ValueId {
  return new Transpose(work).result(value, type, [], into);
}

/** The way to a number of the result: keys, and what a union on the way is. */
type Step = { readonly kind: "part"; readonly key: ValueId | string } | { readonly kind: "as"; readonly type: Type };
type Path = readonly Step[];

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
      return this.result(inner, of, [...path, { kind: "part", key }], body);
    };
    switch (type.kind) {
      case "number":
        return this.#gradient(path, into);
      case "typed-array":
      case "array": {
        const element = elementType(type, types) ?? numberType;
        const length = into.length(there(value), origin);
        return filled(into, { type: rowsType(tangent, gradType, types), length, origin, name: "rows" }, (body, index) =>
          part(index, element, body),
        );
      }
      case "tuple": {
        const made = rowsType(tangent, gradType, types);
        const each = (element: Type, i: number, body: RegionBuilder): ValueId => part(String(i), element, body);
        if (type.optional) return tupleOf(into, there(value), { type, made, origin }, each);
        return into.array(
          type.elements.map((element, i) => each(element, i, into)),
          made,
          origin,
        );
      }
      case "record": {
        const fields = type.fields.filter((field) => tangentOf(field.type, types));
        return into.record(
          Object.fromEntries(fields.map((field) => [field.name, part(field.name, field.type, into)])),
          origin,
          rowsType(tangent, gradType, types),
        );
      }
      case "dictionary": {
        const made = into.record({}, origin, rowsType(tangent, gradType, types), "rows");
        overKeys(there(value), into, origin, (body, key) => body.store(made, key, part(key, type.value, body), origin));
        return made;
      }
      case "union":
        return whereThere(
          there(value),
          into,
          { origin, types, type: rowsType(tangent, gradType, types) },
          (present, body) => {
            const own = body.fn.typeOf(present);
            return this.result(present, own, [...path, { kind: "as", type: tangentOf(own, types)! }], body);
          },
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
    const { origin, types, column } = this.#work;
    const tangent = tangentOf(type, types);
    if (!tangent) return into.const_(undefined, origin);
    const part = (key: ValueId | string, of: Type, body: RegionBuilder): ValueId => {
      if (!tangentOf(of, types)) return body.const_(undefined, origin);
      const inner = needsValue(of, types) ? body.load(param, key, of, origin) : param;
      const inside = body.load(columns, key, partType(body.fn.typeOf(columns), key, types), origin);
      return this.#adjoint(inner, of, inside, path, body);
    };
    switch (type.kind) {
      case "number":
        return path.reduce<ValueId>(
          (held, step) =>
            step.kind === "as"
              ? into.cast(held, step.type, origin)
              : into.load(held, step.key, partType(into.fn.typeOf(held), step.key, types), origin),
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
      case "tuple": {
        const each = (element: Type, i: number, body: RegionBuilder): ValueId => part(String(i), element, body);
        if (type.optional) return tupleOf(into, param, { type, made: tangent, origin }, each);
        return into.array(
          type.elements.map((element, i) => each(element, i, into)),
          tangent,
          origin,
        );
      }
      case "record": {
        const fields = type.fields.filter((field) => tangentOf(field.type, types));
        return into.record(
          Object.fromEntries(fields.map((field) => [field.name, part(field.name, field.type, into)])),
          origin,
          tangent,
        );
      }
      case "dictionary": {
        const made = into.record({}, origin, tangent, "row");
        overKeys(param, into, origin, (body, key) => body.store(made, key, part(key, type.value, body), origin));
        return made;
      }
      case "union":
        return whereThere(param, into, { origin, types, type: tangent }, (present, body) => {
          const own = body.fn.typeOf(present);
          const of = rowsType(tangentOf(own, types)!, column, types);
          return this.#adjoint(present, own, body.cast(columns, of, origin), path, body);
        });
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
