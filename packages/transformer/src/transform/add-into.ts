/**
 * Sums of shadows: `target += amount` at every level of two shadows of one shape. Where one has nothing the other has nothing to add.
 * A type that contains itself gets a function of its own, `addIntoTree(target, amount)`.
 */
import { InternalError } from "../base/internal-error.ts";
import { FunctionBuilder } from "../ir/build.ts";
import type { RegionBuilder } from "../ir/build.ts";
import { functionId } from "../ir/ir.ts";
import type { FunctionId, Key, Origin, Region, ValueId } from "../ir/ir.ts";
import { partType } from "../ir/part-type.ts";
import { fieldsOf, holdsNumber, isReference, numberType, undefinedType, unionOf, voidType } from "../ir/types.ts";
import type { Field, NamedType, Type, TypeTable, UnionType } from "../ir/types.ts";
import { ifPresent, presentType, withPresent } from "./absent.ts";
import type { Derivatives } from "./derivatives.ts";
import { overKeys } from "./dictionaries.ts";
import { byMember, canTellApart } from "./members.ts";
import { overElements } from "./spread.ts";

/** shadow[key] += amount */
export function accumulate(into: RegionBuilder, shadow: ValueId, key: Key, amount: ValueId, origin: Origin): void {
  withPresent(shadow, into, origin, (own, body) => {
    body.store(own, key, body.sum(body.load(own, key, numberType, origin), amount, origin), origin);
  });
}

/** The same where the place may hold no number: what is not there takes nothing. */
export function accumulateWhereNumber(
  into: RegionBuilder,
  shadow: ValueId,
  key: Key,
  amount: ValueId,
  origin: Origin,
): void {
  if (presentType(into.fn.typeOf(shadow)) !== undefined)
    return withPresent(shadow, into, origin, (own, body) => accumulateWhereNumber(body, own, key, amount, origin));
  const type = typeAt(into, shadow, key);
  if (type.kind === "number") return accumulate(into, shadow, key, amount, origin);
  byMember(into.load(shadow, key, type, origin), into, {
    origin,
    results: [],
    isIdle: (member) => member.kind !== "number",
    each: (member, body) => {
      if (member !== undefined) body.store(shadow, key, body.sum(member, amount, origin), origin);
      return [];
    },
  });
}

/** The number that a value is, 0 where it is something else. */
export function numberPart(value: ValueId, into: RegionBuilder, origin: Origin): ValueId {
  if (into.fn.typeOf(value).kind === "number") return value;
  return byMember(value, into, {
    origin,
    results: [numberType],
    isIdle: (member) => member.kind !== "number",
    each: (member, body) => [member ?? body.number(0, origin)],
  })[0]!;
}

/** The number under a key, 0 where there is none. */
export function numberAt(into: RegionBuilder, shadow: ValueId, key: Key, origin: Origin): ValueId {
  return ifPresent(shadow, into, {
    origin,
    results: [{ type: numberType }],
    present: (own, body) => [numberPart(body.load(own, key, typeAt(body, own, key), origin), body, origin)],
    absent: (body) => [body.number(0, origin)],
  })[0]!;
}

/** The type of what stands in a shadow under a key. */
export function typeAt(into: RegionBuilder, shadow: ValueId, key: Key): Type {
  return partType(into.fn.typeOf(shadow), key, into.fn.types) ?? numberType;
}

export function addInto(all: Derivatives, target: ValueId, amount: ValueId, into: RegionBuilder, origin: Origin): void {
  const type = into.fn.typeOf(target);
  switch (type.kind) {
    case "record":
      for (const field of type.fields) {
        const own = field.optional ? unionOf([field.type, undefinedType]) : field.type;
        addPart(all, { target, amount, key: { kind: "field", name: field.name }, type: own }, into, origin);
      }
      return;
    case "tuple":
      for (const [i, part] of type.elements.entries())
        addPart(all, { target, amount, key: { kind: "field", name: String(i) }, type: part }, into, origin);
      return;
    case "typed-array":
    case "array": {
      const element = type.kind === "array" ? type.element : numberType;
      overElements(target, [], into, origin, (body, index) => {
        addPart(all, { target, amount, key: { kind: "index", index }, type: element }, body, origin);
        return [];
      });
      return;
    }
    case "dictionary":
      // What one of them lacks is nothing in it.
      return overKeys(amount, into, origin, (body, key) =>
        body.if_({
          condition: body.hasIndex(target, key, origin),
          then: partRegion(
            body,
            (inner) =>
              addPart(all, { target, amount, key: { kind: "index", index: key }, type: type.value }, inner, origin),
            origin,
          ),
          else: partRegion(body, () => undefined, origin),
          results: [],
          origin,
        }),
      );
    case "union": {
      const merged = canTellApart(type, all.types) ? undefined : mergedRecords(type, all.types);
      if (merged)
        return addInto(all, into.cast(target, merged, origin), into.cast(amount, merged, origin), into, origin);
      byMember(target, into, {
        origin,
        results: [],
        isIdle: (member) => !isReference(member),
        each: (member, body) => {
          if (member !== undefined)
            addInto(all, member, body.cast(amount, body.fn.typeOf(member), origin), body, origin);
          return [];
        },
      });
      return;
    }
    case "named":
      into.call(adder(all, type, origin), [target, amount], holdsNumber(type, all.types) ? type : voidType, origin);
      return;
    default:
      throw new InternalError(`a shadow of type ${type.kind} cannot be added to`);
  }
}

function partRegion(into: RegionBuilder, fill: (body: RegionBuilder) => void, origin: Origin): Region {
  const body = into.fn.region();
  fill(body);
  return body.yields([], origin);
}

/**
 * Shadows of records that only a field without a derivative tells apart (`kind`) are seen as one record, in which every field may be
 * absent that one of them lacks.
 */
function mergedRecords(type: UnionType, types: TypeTable): Type | undefined {
  const records = type.members.filter((member) => fieldsOf(member, types) !== undefined);
  if (records.length < 2 || records.some((member) => member.kind === "named")) return undefined;
  const all = records.map((member) => fieldsOf(member, types) ?? []);
  const names = new Set(all.flat().map(({ name }) => name));
  const fields = [...names].map((name): Field => {
    const found = all.flatMap((own) => own.filter((field) => field.name === name));
    const isEverywhere = found.length === all.length && found.every(({ optional }) => !optional);
    const own = unionOf(found.map((field) => field.type));
    return isEverywhere ? { name, type: own } : { name, type: own, optional: true };
  });
  const others = type.members.filter((member) => !records.includes(member));
  return unionOf([...others, { kind: "record", fields }]);
}

interface Part {
  readonly target: ValueId;
  readonly amount: ValueId;
  readonly key: Key;
  readonly type: Type;
}

/** What stands under a key: a number is replaced, memory is added to. */
function addPart(all: Derivatives, { target, amount, key, type }: Part, into: RegionBuilder, origin: Origin): void {
  if (type.kind === "undefined") return;
  if (type.kind === "number") return accumulate(into, target, key, into.load(amount, key, type, origin), origin);
  const own = into.load(target, key, type, origin);
  const more = into.load(amount, key, type, origin);
  if (!holdsNumber(type, all.types)) return addInto(all, own, more, into, origin);
  if (type.kind === "named")
    return into.store(target, key, into.call(adder(all, type, origin), [own, more], type, origin), origin);
  byMember(own, into, {
    origin,
    results: [],
    isIdle: (member) => member.kind !== "number" && !isReference(member),
    each: (member, body) => {
      if (member === undefined) return [];
      const shape = body.fn.typeOf(member);
      const other = body.cast(more, shape, origin);
      if (shape.kind === "number") body.store(target, key, body.prim("add", [member, other], origin), origin);
      else addInto(all, member, other, body, origin);
      return [];
    },
  });
}

/** The function that adds into a type that contains itself, made once. Where that may be a number, it returns the sum. */
function adder(all: Derivatives, type: NamedType, origin: Origin): FunctionId {
  const id = functionId(`add-into:${type.name}`);
  let isNew = false;
  all.once(id, () => (isNew = true));
  if (!isNew) return id;
  const builder = new FunctionBuilder({ id, name: `addInto${type.name}`, fileName: "", origin }, all.types);
  const target = builder.value(type, "target");
  const amount = builder.value(type, "amount");
  const into = builder.region();
  const definition = all.types.get(type.name);
  if (!definition) throw new InternalError(`no type ${type.name}`);
  const [own, more] = [into.cast(target, definition.type, origin), into.cast(amount, definition.type, origin)];
  if (!holdsNumber(type, all.types)) {
    addInto(all, own, more, into, origin);
    all.add(builder.finish([target, amount], voidType, into.returns(undefined, origin)));
    return id;
  }
  const sum = byMember(own, into, {
    origin,
    results: [type],
    isIdle: (member) => member.kind !== "number" && !isReference(member),
    each: (member, body) => {
      if (member === undefined) return [target];
      const shape = body.fn.typeOf(member);
      const other = body.cast(more, shape, origin);
      if (shape.kind === "number") return [body.cast(body.prim("add", [member, other], origin), type, origin)];
      addInto(all, member, other, body, origin);
      return [target];
    },
  })[0]!;
  all.add(builder.finish([target, amount], type, into.returns(sum, origin)));
  return id;
}
