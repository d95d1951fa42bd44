/**
 * Whether memory is met twice on a walk through all that hangs on a value, where types contain themselves: one function for each such type.
 *   function meetsNode(node: Node, met: Set<unknown>): boolean {
 *     if (met.has(node)) return true;
 *     met.add(node);
 *     return node.next !== undefined && meetsNode(node.next, met);
 *   }
 * A walk goes on after it has met something twice, so that in the end the set has all. Memory of a type that contains itself is always
 * remembered, so that a walk ends in a circle, and takes no second way to what it knows.
 */
import { resolve } from "../ir/assignable.ts";
import { FunctionBuilder } from "../ir/build.ts";
import type { RegionBuilder } from "../ir/build.ts";
import { functionId, label } from "../ir/ir.ts";
import type { FunctionId, Origin, ValueId } from "../ir/ir.ts";
import {
  arrayOf,
  booleanType,
  isReference,
  numberType,
  opaqueType,
  partsOf,
  typeKey,
  undefinedType,
  unionOf,
} from "../ir/types.ts";
import type { Field, NamedType, Type, TypeTable } from "../ir/types.ts";
import type { Derivatives } from "./derivatives.ts";
import { byMember } from "./members.ts";

/** What is looked for: memory of some types. */
export type Sought = (memory: Type) => boolean;

/** Whether a value may lead to memory of a kind, itself included. */
export function leadsTo(type: Type, sought: Sought, types: TypeTable, open: Set<string> = new Set()): boolean {
  if (!isReference(type)) return false;
  if (type.kind === "named") {
    if (open.has(type.name)) return false;
    open.add(type.name);
    const shape = types.get(type.name)?.type;
    return shape !== undefined && leadsTo(shape, sought, types, open);
  }
  if (type.kind !== "union" && sought(type)) return true;
  return partsOf(type).some((part) => leadsTo(part, sought, types, open));
}

/** The types of all memory that is sought below a type: what tells one walk from another. */
function soughtBelow(type: Type, sought: Sought, types: TypeTable): readonly string[] {
  const found = new Set<string>();
  leadsTo(
    type,
    (memory) => {
      if (sought(memory)) found.add(typeKey(memory));
      return false;
    },
    types,
  );
  return [...found];
}

/** Whether what is sought hangs on values of a type at no fixed depth, or under keys that are not known. */
export function leadsDeep(type: Type, sought: Sought, types: TypeTable, open: Set<string> = new Set()): boolean {
  switch (type.kind) {
    case "named": {
      if (open.has(type.name)) return false;
      open.add(type.name);
      const shape = types.get(type.name)?.type;
      if (shape === undefined) return false;
      return (isCircular(type, types) && leadsTo(type, sought, types)) || leadsDeep(shape, sought, types, open);
    }
    case "dictionary":
      return leadsTo(type.value, sought, types) || leadsDeep(type.value, sought, types, open);
    default:
      return partsOf(type).some((part) => leadsDeep(part, sought, types, open));
  }
}

/** Whether a named type contains itself. */
function isCircular({ name }: NamedType, types: TypeTable): boolean {
  const open = new Set<string>();
  const reaches = (type: Type): boolean => {
    if (type.kind !== "named") return partsOf(type).some(reaches);
    if (type.name === name && open.size > 0) return true;
    if (open.has(type.name)) return false;
    open.add(type.name);
    const shape = types.get(type.name)?.type;
    return shape !== undefined && reaches(shape);
  };
  return reaches({ kind: "named", name });
}

export class MetMemory {
  readonly #all: Derivatives;
  readonly #sought: Sought;
  readonly #origin: Origin;

  constructor(all: Derivatives, sought: Sought, origin: Origin) {
    this.#all = all;
    this.#sought = sought;
    this.#origin = origin;
  }

  /** Adds what is sought to the set `met`; whether some of it was there already. */
  of(value: ValueId, met: ValueId, into: RegionBuilder, isCircle: boolean = false): ValueId {
    const origin = this.#origin;
    const { types } = this.#all;
    const type = into.fn.typeOf(value);
    const isKept = isCircle || this.#sought(type);
    if (!this.#leads(type)) return into.const_(false, origin);
    switch (type.kind) {
      case "union":
        return byMember(value, into, {
          origin,
          results: [booleanType],
          isIdle: (member) => !this.#leads(member),
          each: (member, body) => [
            member === undefined ? body.const_(false, origin) : this.of(member, met, body, isCircle),
          ],
        })[0]!;
      case "named":
        if (isCircular(type, types)) return into.call(this.#function(type), [value, met], booleanType, origin);
        return this.of(into.cast(value, resolve(type, types) ?? type, origin), met, into);
      case "array":
        return this.#once({ value, isKept }, met, into, (body) => this.#elements(value, type.element, met, body));
      case "dictionary":
        return this.#once({ value, isKept }, met, into, (body) => {
          if (!this.#leads(type.value)) return body.const_(false, origin);
          const text = { pieces: ["Object.values(", ")"], args: [value], effect: "reads" as const, precedence: 18 };
          const values = body.opaque({ ...text, origin }, arrayOf(type.value), "values");
          return this.#elements(values, type.value, met, body);
        });
      case "tuple":
        return this.#once({ value, isKept }, met, into, (body) =>
          this.#any(
            type.elements.map((part, i) => ({
              name: String(i),
              type: part,
              optional: i >= type.elements.length - (type.optional ?? 0),
            })),
            value,
            met,
            body,
          ),
        );
      case "record":
        return this.#once({ value, isKept }, met, into, (body) => this.#any(type.fields, value, met, body));
      default:
        return this.#once({ value, isKept }, met, into, (body) => body.const_(false, origin));
    }
  }

  /** The memory of a value that is sought, where nothing sought hangs on it. */
  single(value: ValueId, into: RegionBuilder): ValueId | undefined {
    const type = into.fn.typeOf(value);
    if (type.kind === "union" || !this.#sought(type) || partsOf(type).some((part) => this.#leads(part)))
      return undefined;
    return this.#memoryOf(value, into);
  }

  /** Views of one buffer are one memory. */
  #memoryOf(value: ValueId, into: RegionBuilder): ValueId {
    const isView = into.fn.typeOf(value).kind === "typed-array";
    return isView ? into.load(value, "buffer", opaqueType("ArrayBufferLike"), this.#origin) : value;
  }

  #leads(type: Type): boolean {
    return leadsTo(type, this.#sought, this.#all.types);
  }

  /** What hangs on memory is looked at where the memory is met for the first time. */
  #once(
    { value, isKept }: { readonly value: ValueId; readonly isKept: boolean },
    met: ValueId,
    into: RegionBuilder,
    inner: (body: RegionBuilder) => ValueId,
  ): ValueId {
    if (!isKept) return inner(into);
    const origin = this.#origin;
    const memory = this.#memoryOf(value, into);
    const again = into.opaque(
      { pieces: ["", ".has(", ")"], args: [met, memory], effect: "effect", precedence: 18, origin },
      booleanType,
    );
    const [then, otherwise] = [into.fn.region(), into.fn.region()];
    otherwise.opaque(
      { pieces: ["", ".add(", ")"], args: [met, memory], effect: "effect", precedence: 18, origin },
      undefinedType,
    );
    const rest = inner(otherwise);
    return into.if_({
      condition: again,
      then: then.yields([then.const_(true, origin)], origin),
      else: otherwise.yields([rest], origin),
      results: [{ type: booleanType }],
      origin,
    })[0]!;
  }

  #any(fields: readonly Field[], value: ValueId, met: ValueId, into: RegionBuilder): ValueId {
    const origin = this.#origin;
    const found = fields
      .filter((field) => this.#leads(field.type))
      .map(({ name, type, optional }) => {
        const held = optional === true ? unionOf([type, undefinedType]) : type;
        return this.of(into.load(value, name, held, origin), met, into);
      });
    const [first, ...others] = found;
    if (first === undefined) return into.const_(false, origin);
    return others.reduce((a, b) => into.prim("or", [a, b], origin), first);
  }

  #elements(list: ValueId, element: Type, met: ValueId, into: RegionBuilder): ValueId {
    const origin = this.#origin;
    if (!this.#leads(element)) return into.const_(false, origin);
    const index = into.fn.value(numberType, "i");
    const before = into.fn.value(booleanType, "isMet");
    const body = into.fn.region([index, before]);
    const found = this.of(body.load(list, index, element, origin), met, body);
    const after = body.prim("or", [found, before], origin);
    return into.for_({
      label: label(`walk${index}`),
      from: into.number(0, origin),
      to: into.length(list, origin),
      step: 1,
      compare: "<",
      inits: [into.const_(false, origin)],
      body: body.yields([after], origin),
      origin,
    })[0]!;
  }

  /** `meetsNode`: made once for a type and what is sought. */
  #function(type: NamedType): FunctionId {
    const all = this.#all;
    const id = functionId(`meets:${type.name}/${soughtBelow(type, this.#sought, all.types).join("|")}`);
    let isNew = false;
    all.once(id, () => (isNew = true));
    if (!isNew) return id;
    const name = `meets${type.name.charAt(0).toUpperCase()}${type.name.slice(1)}`;
    const builder = new FunctionBuilder({ id, name, fileName: "", origin: this.#origin }, all.types);
    const param = builder.value(type, type.name.charAt(0).toLowerCase() + type.name.slice(1));
    const met = builder.value(opaqueType("Set<unknown>"), "met");
    const into = builder.region();
    const shape = all.types.get(type.name)!.type;
    const found = this.of(into.cast(param, shape, this.#origin), met, into, true);
    all.add(builder.finish([param, met], booleanType, into.returns(found, this.#origin)));
    return id;
  }
}
