/**
 * Zeros and copies of shadows whose shape only the value tells, as ordinary ops: unions of several shapes become tests, types that
 * contain themselves functions of their own. The back end writes the rest as one expression.
 *   %1 = zeros-like %0 : Tree        =>   %1 = call zerosLikeTree(%0)
 * Needs: ssa. Gives: no zeros-like or clone of an intricate type.
 */
import type { CloneOp, FunctionId, IrFunction, Op, Origin, Region, ValueId, ZerosLikeOp } from "../ir/ir.ts";
import { FunctionBuilder } from "../ir/build.ts";
import type { RegionBuilder } from "../ir/build.ts";
import { functionId, label } from "../ir/ir.ts";
import { dictionaryOf, isReference, numberType, tangentOf, undefinedType, unionOf } from "../ir/types.ts";
import type { Field, Type, TypeTable } from "../ir/types.ts";
import { mapOps, mapRegions } from "../ir/visit.ts";
import type { Derivatives } from "./derivatives.ts";
import { overKeys } from "./dictionaries.ts";
import { byMember } from "./members.ts";
import { tupleOf } from "./tuples.ts";

export function expandShadows(all: Derivatives, fn: IrFunction): IrFunction {
  const { types } = all;
  const isExpanded = (op: Op): op is ZerosLikeOp | CloneOp =>
    (op.kind === "zeros-like" || op.kind === "clone") && isIntricate(fn.values[op.arg]!.type, types);
  const builder = FunctionBuilder.from(fn, {}, types);
  let isChanged = false;
  const expand = (region: Region): Region =>
    mapOps(region, (op) => {
      if (!isExpanded(op)) return mapRegions(op, expand);
      isChanged = true;
      const into = builder.region();
      const copies = new Copies(all, op.kind, op.origin);
      const held = dictionaryOf(fn.values[op.arg]!.type, types)?.value;
      if (held) {
        into.append({ kind: "record", result: op.result, fields: [], origin: op.origin });
        copies.intoDictionary(op.result, { value: op.arg, held }, into);
        return into.ops;
      }
      const made = copies.of(op.arg, into);
      return [...into.ops, { kind: "cast", result: op.result, arg: made, origin: op.origin }];
    });
  const body = expand(fn.body);
  return isChanged ? builder.finish(fn.params, fn.resultType, body) : fn;
}

/** Whether one expression cannot say it. */
export function isIntricate(type: Type, types: TypeTable, open: ReadonlySet<string> = new Set()): boolean {
  const among = (parts: readonly Type[]): boolean =>
    parts.some((part) => tangentOf(part, types) !== undefined && isIntricate(part, types, open));
  switch (type.kind) {
    case "array":
      return among([type.element]);
    case "tuple":
      return (type.optional ?? 0) > 0 || among(type.elements);
    case "record":
      return among(type.fields.map((field) => field.type));
    // One loop over the keys.
    case "dictionary":
      return true;
    case "union": {
      const carrying = type.members.filter((member) => tangentOf(member, types));
      const rest = type.members.filter((member) => !tangentOf(member, types));
      const isSimple = rest.every((member) => member.kind === "undefined" || member.kind === "null");
      return carrying.length > 1 || !isSimple || among(carrying);
    }
    case "named": {
      if (open.has(type.name)) return true;
      const definition = types.get(type.name);
      return definition !== undefined && isIntricate(definition.type, types, new Set([...open, type.name]));
    }
    default:
      return false;
  }
}

/** Copies of the numbers of a value (`clone`), or zeros in their places. */
class Copies {
  readonly #all: Derivatives;
  readonly #what: "zeros-like" | "clone";
  readonly #origin: Origin;

  constructor(all: Derivatives, what: "zeros-like" | "clone", origin: Origin) {
    this.#all = all;
    this.#what = what;
    this.#origin = origin;
  }

  of(value: ValueId, into: RegionBuilder): ValueId {
    const origin = this.#origin;
    const { types } = this.#all;
    const type = into.fn.typeOf(value);
    const tangent = tangentOf(type, types);
    if (tangent === undefined) return into.const_(undefined, origin);
    if (type.kind === "number") return this.#what === "clone" ? value : into.number(0, origin);
    if (!isIntricate(type, types))
      return this.#what === "clone" ? into.clone(value, origin) : into.zerosLike(value, origin);
    switch (type.kind) {
      case "array":
        return this.#array(value, type.element, tangent, into);
      case "tuple":
        return tupleOf(into, value, { type, made: tangent, origin }, (part, i, body) =>
          this.#part(value, String(i), part, body),
        );
      case "record":
        return this.#record(value, type.fields, tangent, into);
      case "dictionary":
        return this.#dictionary(value, type.value, tangent, into);
      case "union":
        return byMember(value, into, {
          origin,
          results: [tangent],
          isIdle: (member) => tangentOf(member, types) === undefined,
          each: (member, body) => [member === undefined ? body.const_(undefined, origin) : this.of(member, body)],
        })[0]!;
      case "named":
        return into.call(this.#function(type), [value], tangent, origin);
      default:
        return into.zerosLike(value, origin);
    }
  }

  #part(value: ValueId, key: ValueId | string, type: Type, into: RegionBuilder): ValueId {
    if (tangentOf(type, this.#all.types) === undefined) return into.const_(undefined, this.#origin);
    if (type.kind === "number" && this.#what === "zeros-like") return into.number(0, this.#origin);
    return this.of(into.load(value, key, type, this.#origin), into);
  }

  #array(value: ValueId, element: Type, tangent: Type, into: RegionBuilder): ValueId {
    const origin = this.#origin;
    const length = into.length(value, origin);
    const made = into.allocate(tangent, { length }, origin);
    const index = into.fn.value(numberType, "i");
    const body = into.fn.region([index]);
    body.store(made, index, this.#part(value, index, element, body), origin);
    into.for_({
      label: label(`copy${index}`),
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

  #dictionary(value: ValueId, held: Type, tangent: Type, into: RegionBuilder): ValueId {
    const origin = this.#origin;
    const made = into.record({}, origin, tangent, this.#what === "clone" ? "copy" : "zeros");
    this.intoDictionary(made, { value, held }, into);
    return made;
  }

  /** Fills a dictionary by the keys of another. */
  intoDictionary(
    made: ValueId,
    { value, held }: { readonly value: ValueId; readonly held: Type },
    into: RegionBuilder,
  ): void {
    const origin = this.#origin;
    overKeys(value, into, origin, (body, key) => body.store(made, key, this.#part(value, key, held, body), origin));
  }

  /** An absent field stays absent. */
  #record(value: ValueId, fields: readonly Field[], tangent: Type, into: RegionBuilder): ValueId {
    const origin = this.#origin;
    const carrying = fields.filter((field) => tangentOf(field.type, this.#all.types));
    const always = carrying.filter((field) => !field.optional);
    const made = into.record(
      Object.fromEntries(always.map((field) => [field.name, this.#part(value, field.name, field.type, into)])),
      origin,
      tangent,
    );
    for (const field of carrying.filter(({ optional }) => optional)) {
      const held = into.load(value, field.name, unionOf([field.type, undefinedType]), origin);
      byMember(held, into, {
        origin,
        results: [],
        isIdle: (member) => tangentOf(member, this.#all.types) === undefined,
        each: (member, body) => {
          if (member !== undefined) body.store(made, field.name, this.of(member, body), origin);
          return [];
        },
      });
    }
    return made;
  }

  /** `zerosLikeTree`, `cloneTree`: made once for a type. */
  #function(type: Type & { readonly kind: "named" }): FunctionId {
    const all = this.#all;
    const id = functionId(`${this.#what}:${type.name}`);
    let isNew = false;
    all.once(id, () => (isNew = true));
    if (!isNew) return id;
    const stem = this.#what === "clone" ? "clone" : "zerosLike";
    const name = `${stem}${type.name.charAt(0).toUpperCase()}${type.name.slice(1)}`;
    const builder = new FunctionBuilder({ id, name, fileName: "", origin: this.#origin }, all.types);
    const param = builder.value(
      type,
      isReference(type) ? type.name.charAt(0).toLowerCase() + type.name.slice(1) : "value",
    );
    const into = builder.region();
    const shape = all.types.get(type.name)!.type;
    const result = this.of(into.cast(param, shape, this.#origin), into);
    const tangent = tangentOf(type, all.types)!;
    const returned = into.cast(result, tangent, this.#origin);
    all.add(builder.finish([param], tangent, into.returns(returned, this.#origin)));
    return id;
  }
}
