/**
 * What a value of a union is at run time: a chain of tests, one branch for each member.
 *   x: number | number[] | undefined    =>    typeof x === "number" ? … : x === undefined ? … : …
 * Records are told apart by a field of literals, else by a field that only one of them has, else by one that is a number, or an array, in only
 * one of them.
 */
import { resolve } from "../ir/assignable.ts";
import { printType } from "../ir/print-type.ts";
import type { RegionBuilder } from "../ir/build.ts";
import type { Origin, ValueId } from "../ir/ir.ts";
import { booleanType, fieldsOf, literalsOf, stringType, tangentOf, typeKey, unionOf } from "../ir/types.ts";
import type { Field, Type, TypeTable } from "../ir/types.ts";
import { UntoldMembers } from "./untold-members.ts";

interface Branches {
  readonly origin: Origin;
  /** The types of what every branch gives. */
  readonly results: readonly Type[];
  /** Members with nothing to do for them share one branch; `each` gets `undefined` there. */
  readonly isIdle: (member: Type) => boolean;
  readonly each: (member: ValueId | undefined, body: RegionBuilder) => readonly ValueId[];
}

/** One branch for each member of a union that is not idle, and one for all that are. */
export function byMember(value: ValueId, into: RegionBuilder, branches: Branches): readonly ValueId[] {
  const type = into.fn.typeOf(value);
  const shape = resolve(type, into.fn.types) ?? type;
  const members = shape.kind === "union" ? unlike(shape.members, into.fn.types) : [shape];
  const idle = members.filter((member) => branches.isIdle(member));
  const busy = members.filter((member) => !branches.isIdle(member));
  if (busy.length === 0) return branches.each(undefined, into);
  const { origin } = branches;
  const seen = shape === type ? value : into.cast(value, shape, origin);
  const ordered = inOrderOfTests(busy, into.fn.types);
  return chain(seen, into, { ...branches, all: members, busy: ordered, idle });
}

/** Of records whose shadows have one shape, as those of two classes with the same fields may, one stands for all. */
function unlike(members: readonly Type[], types: TypeTable): readonly Type[] {
  const seen = new Set<string>();
  return members.filter((member) => {
    const tangent = fieldsOf(member, types) && tangentOf(resolve(member, types) ?? member, types);
    if (!tangent) return true;
    const key = typeKey(tangent);
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}

interface Chain extends Branches {
  readonly all: readonly Type[];
  readonly busy: readonly Type[];
  readonly idle: readonly Type[];
}

function chain(value: ValueId, into: RegionBuilder, work: Chain): readonly ValueId[] {
  const { origin, busy, idle, all, each } = work;
  const [member, ...others] = busy;
  if (!member) return each(undefined, into);
  const left = [...others, ...idle];
  if (left.length === 0) return each(all.length === 1 ? value : into.cast(value, member, origin), into);
  const isRecord = (type: Type): boolean => fieldsOf(type, into.fn.types) !== undefined;
  const strangers = left.filter((other) => !isRecord(other));
  const condition = (isMember: () => ValueId): ValueId =>
    (others.length === 0 ? isNotAbsent(value, idle, into, origin) : undefined) ?? isMember();
  if (isRecord(member) && strangers.length > 0 && strangers.length < left.length) {
    // Only records can be asked for their fields.
    const records = [member, ...left.filter(isRecord)];
    return branch(into, work, {
      condition: isNotAbsent(value, strangers, into, origin) ?? isObject(value, strangers, into, origin),
      then: (body) => {
        const inner = { ...work, all: records, idle: idle.filter(isRecord) };
        return chain(body.cast(value, unionOf(records), origin), body, inner);
      },
      otherwise: (body) => each(undefined, body),
    });
  }
  return branch(into, work, {
    condition: condition(() => isOf(value, member, left, into, origin)),
    then: (body) => each(body.cast(value, member, origin), body),
    otherwise: (body) => chain(value, body, { ...work, busy: others }),
  });
}

interface Branch {
  readonly condition: ValueId;
  readonly then: (body: RegionBuilder) => readonly ValueId[];
  readonly otherwise: (body: RegionBuilder) => readonly ValueId[];
}

function branch(into: RegionBuilder, { results, origin }: Branches, work: Branch): readonly ValueId[] {
  const [then, otherwise] = [into.fn.region(), into.fn.region()];
  const [made, rest] = [work.then(then), work.otherwise(otherwise)];
  return into.if_({
    condition: work.condition,
    then: then.yields(made, origin),
    else: otherwise.yields(rest, origin),
    results: results.map((type) => ({ type })),
    origin,
  });
}

/** Where nothing else but undefined and null is left, the test is for them. */
function isNotAbsent(value: ValueId, idle: readonly Type[], into: RegionBuilder, origin: Origin): ValueId | undefined {
  const kinds = new Set(idle.map((member) => member.kind));
  if ([...kinds].some((kind) => kind !== "undefined" && kind !== "null")) return undefined;
  if (!kinds.has("null")) return into.prim("ne", [value, into.const_(undefined, origin)], origin);
  return into.prim(kinds.has("undefined") ? "looseNe" : "ne", [value, into.const_(null, origin)], origin);
}

function isOf(value: ValueId, member: Type, others: readonly Type[], into: RegionBuilder, origin: Origin): ValueId {
  const test = (before: string, after: string, precedence: number): ValueId =>
    into.opaque({ pieces: [before, after], args: [value], effect: "pure", precedence, origin }, booleanType);
  const shape = resolve(member, into.fn.types) ?? member;
  switch (shape.kind) {
    case "number": {
      const kind = into.opaque(
        { pieces: ["typeof ", ""], args: [value], effect: "pure", precedence: 14, origin },
        stringType,
      );
      return into.prim("eq", [kind, into.const_("number", origin)], origin);
    }
    case "array":
    case "tuple":
      return test("Array.isArray(", ")", 18);
    case "typed-array":
      return test("", ` instanceof ${shape.name}`, 9);
    case "record": {
      const records = others.flatMap((other) => fieldsOf(other, into.fn.types) ?? []);
      const rest = others.filter((other) => fieldsOf(other, into.fn.types));
      if (rest.length === 0) return isObject(value, others, into, origin);
      const literal = literalField(shape.fields, rest, into.fn.types);
      if (literal) {
        const all = unionOf([member, ...rest]);
        const field = into.load(into.cast(value, all, origin), literal.name, literal.type, origin);
        const tests = literal.values.map((one) => into.prim("eq", [field, into.const_(one, origin)], origin));
        return tests.reduce((some, one) => into.prim("or", [some, one], origin));
      }
      const own = shape.fields.find(({ name, optional }) => !optional && records.every((other) => other.name !== name));
      // A class may have an accessor of that name, which is no field of its instances.
      const isOfClass = [shape, ...rest].some((type) => classOf(type, into.fn.types) !== undefined);
      if (own && isOfClass) return test("Object.hasOwn(", `, ${JSON.stringify(own.name)})`, 18);
      if (own) return test(`${JSON.stringify(own.name)} in `, "", 9);
      const kept = fieldOfKind(shape.fields, rest, into.fn.types);
      if (kept) {
        const type = unionOf([
          kept.type,
          ...records.filter(({ name }) => name === kept.name).map((field) => field.type),
        ]);
        const field = into.load(into.cast(value, unionOf([member, ...rest]), origin), kept.name, type, origin);
        return isOf(field, kept.type, [], into, origin);
      }
      throw new UntoldMembers(`the records of \`${printType(into.fn.typeOf(value))}\` cannot be told apart`);
    }
    default:
      throw new UntoldMembers(`no test tells the members of \`${printType(into.fn.typeOf(value))}\` apart`);
  }
}

function classOf(type: Type, types: TypeTable): string | undefined {
  const shape = resolve(type, types) ?? type;
  return shape.kind === "record" ? shape.class : undefined;
}

/** A record among what is none. */
function isObject(value: ValueId, others: readonly Type[], into: RegionBuilder, origin: Origin): ValueId {
  const kinds = new Set<Type["kind"]>(others.map((other) => (resolve(other, into.fn.types) ?? other).kind));
  if (kinds.has("opaque"))
    throw new UntoldMembers(`the record in \`${printType(into.fn.typeOf(value))}\` cannot be told from other objects`);
  const test = (before: string, after: string, precedence: number): ValueId =>
    into.opaque({ pieces: [before, after], args: [value], effect: "pure", precedence, origin }, booleanType);
  const typeOf = into.opaque(
    { pieces: ["typeof ", ""], args: [value], effect: "pure", precedence: 14, origin },
    stringType,
  );
  const tests = [into.prim("eq", [typeOf, into.const_("object", origin)], origin)];
  if (kinds.has("null")) tests.push(test("", " !== null", 8));
  if (kinds.has("array") || kinds.has("tuple")) tests.push(test("!Array.isArray(", ")", 14));
  if (kinds.has("typed-array")) tests.push(test("!ArrayBuffer.isView(", ")", 14));
  return tests.reduce((all, one) => into.prim("and", [all, one], origin));
}

interface LiteralField {
  readonly name: string;
  readonly type: Type;
  readonly values: readonly (string | number)[];
}

/** A field that has some literals here, and others in all other members. */
function literalField(fields: readonly Field[], others: readonly Type[], types: TypeTable): LiteralField | undefined {
  for (const { name, type } of fields) {
    const own = literalsOf(type);
    const isOwn = others.every((other) => {
      const field = fieldsOf(other, types)?.find((one) => one.name === name);
      const theirs = field && literalsOf(field.type);
      return theirs !== undefined && own?.some((literal) => theirs.includes(literal)) === false;
    });
    if (!own || !isOwn) continue;
    const isText = type.kind === "string";
    const values = own.map((literal) => (isText ? literal.slice(1, -1) : Number(literal)));
    return { name, type: isText ? stringType : type, values };
  }
  return undefined;
}

/** A field that is a number here, an array, or a typed array of one kind, and never that in the other members. */
function fieldOfKind(fields: readonly Field[], others: readonly Type[], types: TypeTable): Field | undefined {
  return fields.find(({ name, type, optional }) => {
    const [kind, ...more] = kindsOf(type, types);
    if (optional || more.length > 0 || kind === undefined || !/^(number|array|\w+Array)$/.test(kind)) return false;
    return others.every((other) => {
      const theirs = fieldsOf(other, types)?.find((field) => field.name === name);
      return theirs !== undefined && !theirs.optional && !isAmong(kind, kindsOf(theirs.type, types));
    });
  });
}

function isAmong(kind: string, kinds: ReadonlySet<string>): boolean {
  return kinds.has(kind) || kinds.has("opaque");
}

/** What a value of a type may be for `typeof`, `Array.isArray` and `instanceof`. */
function kindsOf(type: Type, types: TypeTable): ReadonlySet<string> {
  const shape = resolve(type, types) ?? type;
  switch (shape.kind) {
    case "union":
      return new Set(shape.members.flatMap((member) => [...kindsOf(member, types)]));
    case "tuple":
      return new Set(["array"]);
    case "typed-array":
      return new Set([shape.name]);
    case "opaque":
      return new Set(["opaque"]);
    default:
      return new Set([shape.kind]);
  }
}

/** Primitives first, then arrays, then records: each record in front of those that have all of its required fields. */
function inOrderOfTests(members: readonly Type[], types: TypeTable): readonly Type[] {
  const isRecord = (member: Type): boolean => fieldsOf(member, types) !== undefined;
  const rank = (member: Type): number => (member.kind === "number" ? 0 : isRecord(member) ? 2 : 1);
  const records = members.filter(isRecord);
  const ordered: Type[] = [];
  for (let left = records; left.length > 0;) {
    const next = left.find((member) => isToldApart(member, left, types)) ?? left[0]!;
    ordered.push(next);
    left = left.filter((member) => member !== next);
  }
  return [...members.filter((member) => !isRecord(member)).toSorted((a, b) => rank(a) - rank(b)), ...ordered];
}

function isToldApart(member: Type, all: readonly Type[], types: TypeTable): boolean {
  const others = all.filter((other) => other !== member);
  const fields = fieldsOf(member, types) ?? [];
  if (literalField(fields, others, types)) return true;
  const theirs = others.flatMap((other) => fieldsOf(other, types) ?? []);
  return (
    fields.some(({ name, optional }) => !optional && theirs.every((field) => field.name !== name)) ||
    fieldOfKind(fields, others, types) !== undefined
  );
}

/** Whether byMember can tell the members of every union in a type apart. */
export function canTellApart(type: Type, types: TypeTable): boolean {
  return check(type, types, new Set());
}

function check(type: Type, types: TypeTable, seen: Set<string>): boolean {
  const parts = (list: readonly Type[]): boolean => list.every((part) => check(part, types, seen));
  switch (type.kind) {
    case "array":
      return check(type.element, types, seen);
    case "tuple":
      return parts(type.elements);
    case "record":
      return parts(type.fields.map((field) => field.type));
    case "named": {
      if (seen.has(type.name)) return true;
      seen.add(type.name);
      const definition = types.get(type.name);
      return definition === undefined || check(definition.type, types, seen);
    }
    case "union": {
      const shapes = type.members.map((member) => resolve(member, types) ?? member);
      const carrying = (member: Type): boolean => tangentOf(member, types) !== undefined;
      const isMet = (kinds: readonly Type["kind"][], others: readonly Type["kind"][]): boolean => {
        const own = shapes.filter((shape) => kinds.includes(shape.kind));
        return (
          own.some(carrying) && shapes.some((shape) => others.includes(shape.kind) && shape !== own.find(carrying))
        );
      };
      if (isMet(["array", "tuple"], ["array", "tuple"]) || isMet(["record"], ["opaque"])) return false;
      let left = unlike(type.members, types).filter((member) => fieldsOf(member, types));
      while (left.length > 1 && left.some(carrying)) {
        const next = left.find((member) => carrying(member) && isToldApart(member, left, types));
        if (!next) return false;
        left = left.filter((member) => member !== next);
      }
      return parts(type.members.filter(carrying));
    }
    default:
      return true;
  }
}
