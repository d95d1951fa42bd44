/** What is lost, or must be said, where a value of one type is seen as one of another (`Lowering.coerce`). */
import type { Code } from "../diagnostics/catalogue.ts";
import { resolve } from "../ir/assignable.ts";
import { tangentOf, typeKey } from "../ir/types.ts";
import type { Type, TypeTable } from "../ir/types.ts";
import { isLiteralNumber, isNullish, isUntyped } from "./type-predicates.ts";

export interface Loss {
  readonly code: Code;
  readonly message: string;
}

export interface SeenAs {
  readonly types: TypeTable;
  /** Whether a value of the one type can be read as one of the other without a check. */
  readonly fits: boolean;
  /** Whether something was refused before in the function: that gives a value of any kind. */
  readonly isBroken: boolean;
}

/** What is lost where a value of type `from` is seen as one of type `to`. */
export function lossesSeenAs(from: Type, to: Type, { types, fits, isBroken }: SeenAs): readonly Loss[] {
  const found: Loss[] = [];
  const lose = (code: Code, message: string): void => void found.push({ code, message });
  const standsFor = isOursAs(from, to);
  if (standsFor !== undefined)
    lose(
      "AD2005",
      `\`${standsFor}\` is seen as another type, by which the record that stands for it could leave the function`,
    );
  if (!fits && hidesFields(from, to, types))
    lose("AD2005", "a class has fields that the type of the value does not show; declare it as a union of the classes");
  if (!fits && from.kind === "record" && from.class === undefined && isOfClasses(to, types))
    lose("AD2005", "an object of no class stands where an instance of one of several classes is expected");
  if (from.kind !== "opaque" && hidesNumbersInside(from, to, types, tangentOf(from, types)))
    lose("AD2001", "what is of type `any`, or of the type of a literal, stands here where numbers are expected");
  if (!fits && !isBroken && found.length === 0 && losesEveryNumber(from, to, types)) {
    const seen = to.text ?? to.kind;
    lose(
      "AD1002",
      `a value that holds numbers stands where the type is \`${seen}\`, as TypeScript sees it: declare it`,
    );
  }
  if (!isBroken && mixesDictionary(from, to, types))
    lose("AD2026", "an object with named fields and one of any keys are one here: declare it as what it is used as");
  const computed = fits ? undefined : computedField(from, to, types);
  if (computed !== undefined)
    lose("AD2008", `an instance whose \`${computed}\` is computed is seen as a record that holds it`);
  return found;
}

/** Whether memory with named fields is seen as a dictionary, or the other way round: what is written to one would be missed in the other. */
function mixesDictionary(from: Type, to: Type, types: TypeTable): boolean {
  const seen = new Set<string>();
  const mixes = (one: Type, other: Type): boolean => {
    if (one.kind === "named" || other.kind === "named") {
      const pair = `${typeKey(one)} ${typeKey(other)}`;
      if (seen.has(pair)) return false;
      seen.add(pair);
    }
    const [a, b] = [resolve(one, types) ?? one, resolve(other, types) ?? other];
    if (a.kind === "union") return a.members.some((member) => mixes(member, b));
    if (b.kind === "union")
      return (
        !b.members.some((member) => (resolve(member, types) ?? member).kind === a.kind) &&
        b.members.some((member) => mixes(a, member))
      );
    if ((a.kind === "dictionary") !== (b.kind === "dictionary"))
      return [a, b].every(({ kind }) => kind === "record" || kind === "dictionary");
    if (a.kind === "dictionary" && b.kind === "dictionary") return mixes(a.value, b.value);
    if (a.kind === "array" && b.kind === "array") return mixes(a.element, b.element);
    if (a.kind === "tuple" && b.kind === "tuple")
      return a.elements.some((part, i) => b.elements[i] && mixes(part, b.elements[i]));
    if (a.kind === "record" && b.kind === "record") {
      return a.fields.some(({ name, type }) => {
        const own = b.fields.find((field) => field.name === name);
        return own !== undefined && mixes(type, own.type);
      });
    }
    return false;
  };
  return mixes(from, to);
}

/** Whether all members of a union are instances of classes. */
export function isOfClasses(type: Type, types: TypeTable): boolean {
  const shape = resolve(type, types);
  if (shape?.kind !== "union") return false;
  return shape.members.every((member) => {
    const record = resolve(member, types);
    return record?.kind === "record" && record.class !== undefined;
  });
}

/** What is never there, and a list in which nothing can be yet. */
export function isEmptyYet(type: Type): boolean {
  return isNever(type) || (type.kind === "array" && isNever(type.element));
}

export function isNever(type: Type): boolean {
  return type.kind === "opaque" && type.text === "never";
}

export function acceptsNullish(type: Type): boolean {
  return isNullish(type) || type.kind === "opaque" || (type.kind === "union" && type.members.some(isNullish));
}

export function hasOrdinaryNumber(type: Type): boolean {
  return type.kind === "union"
    ? type.members.some(hasOrdinaryNumber)
    : type.kind === "number" && type.discrete !== true;
}

/** A number that `to` promises as a field and that an instance of a class computes instead. */
function computedField(from: Type, to: Type, types: TypeTable): string | undefined {
  if (from.kind === "array" && to.kind === "array") return computedField(from.element, to.element, types);
  if (from.kind === "union") return from.members.map((one) => computedField(one, to, types)).find(Boolean);
  if (from.kind !== "record" || from.class === undefined || to.kind !== "record") return undefined;
  const isHeld = (name: string): boolean => from.fields.some((field) => field.name === name);
  return to.fields.find(
    ({ name, type, optional }) => !optional && !isHeld(name) && to.class === undefined && tangentOf(type, types),
  )?.name;
}

/** Whether a class that a value turns out to be of has numbers that its type has not. */
function hidesFields(from: Type, to: Type, types: TypeTable): boolean {
  if (from.kind !== "record" || to.kind !== "record" || to.class === undefined || from.class === to.class) return false;
  const shown = new Set(from.fields.map(({ name }) => name));
  return to.fields.some(({ name, type }) => !shown.has(name) && tangentOf(type, types) !== undefined);
}

/**
 * Whether a part of a value has no type of its own, or that of a literal, where a type that carries is asked for. `tangent`: of the whole
 * value; where that is of literals altogether, it gets a tangent of its own.
 */
function hidesNumbersInside(from: Type, to: Type, types: TypeTable, tangent: Type | undefined): boolean {
  // Pairs with named types that were looked at: recursive ones come again.
  const seen = new Set<string>();
  const hides = (one: Type, other: Type, isInside: boolean): boolean => {
    if (one.kind === "named" || other.kind === "named") {
      const pair = `${typeKey(one)} ${typeKey(other)}`;
      if (seen.has(pair)) return false;
      seen.add(pair);
    }
    const [a, b] = [resolve(one, types) ?? one, resolve(other, types) ?? other];
    const isUnknown = a.kind === "union" ? a.members.some(isUntyped) : isUntyped(a);
    // A number of a literal type has no tangent, where one of its neighbours may have.
    if (isUnknown || (isInside && tangent !== undefined && isLiteralNumber(a)))
      return tangentOf(b, types) !== undefined;
    if (a.kind === "union") return a.members.some((member) => hides(member, b, true));
    if (b.kind === "union") {
      const alike = b.members.filter((member) => (resolve(member, types) ?? member).kind === a.kind);
      return alike.length > 0 && alike.every((member) => hides(a, member, true));
    }
    if (a.kind === "array" && b.kind === "array") return hides(a.element, b.element, true);
    if (a.kind === "tuple" && b.kind === "tuple")
      return a.elements.some((element, i) => b.elements[i] && hides(element, b.elements[i], true));
    if (a.kind !== "record" || b.kind !== "record") return false;
    return b.fields.some(({ name, type }) => {
      const own = a.fields.find((field) => field.name === name);
      return own !== undefined && hides(own.type, type, true);
    });
  };
  return hides(from, to, false);
}

/** Whether a field is optional that another type asks for, as in a copy of one of several records: TypeScript wants to be told. */
export function mayLackFields(from: Type, to: Type, types: TypeTable): boolean {
  const shape = resolve(to, types) ?? to;
  if (from.kind !== "record" || !from.fields.some((field) => field.optional)) return false;
  const records = (shape.kind === "union" ? shape.members : [shape]).map((one) => resolve(one, types) ?? one);
  return records.every(
    (one) =>
      one.kind === "record" &&
      one.fields.some(
        ({ name, optional }) =>
          optional !== true && from.fields.some((field) => field.name === name && field.optional === true),
      ),
  );
}

/** The class of an instance for which a record of ours stands, where another type would hide that. */
function isOursAs(from: Type, to: Type): string | undefined {
  if (from.kind === "array" && to.kind === "array") return isOursAs(from.element, to.element);
  if (from.kind === "union") return from.members.map((one) => isOursAs(one, to)).find((name) => name !== undefined);
  if (from.kind !== "record" || from.class === undefined || from.text !== undefined) return undefined;
  const others = to.kind === "union" ? to.members : [to];
  const isPlain = (one: Type): boolean => one.kind === "record" && (one.class === undefined || one.text !== undefined);
  const isKept = others.some((one) => one.kind === "record" && one.class === from.class);
  return !isKept && others.some(isPlain) ? from.class : undefined;
}

/** Whether a value that holds numbers, whatever it is, is seen as one that holds none: only JavaScript and type assertions can do that. */
function losesEveryNumber(from: Type, to: Type, types: TypeTable): boolean {
  const isCarrying = (type: Type): boolean => tangentOf(type, types) !== undefined;
  const all = from.kind === "union" ? from.members : [from];
  return all.every(isCarrying) && !isCarrying(to) && !isUntyped(to);
}
