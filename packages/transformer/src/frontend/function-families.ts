/**
 * Functions that are followed as data. Where it is not known when the program is compiled which function a variable, a field or an element
 * holds, a record stands for the function there: which one it is, and what it has captured. A call asks the record (defunctionalisation:
 * Reynolds 1972). All functions of one signature, in functions that reach each other, are a family: one type, a union of such records, and one function that calls them.
 *
 *   type Fn = { kind: "g" } | { kind: "g2"; h: Fn; x: number }
 *   callFn(fn, t)   =>   fn.kind === "g" ? t : callFn(fn.h, t) * fn.x
 *
 * Only what the program itself puts there can be such a record: a function from outside is none, and is refused where it would meet one.
 */
import type ts from "typescript";
import { freeName } from "../base/fresh-name.ts";
import { resolve } from "../ir/assignable.ts";
import { partsOf, stringType, typeKey, unionOf } from "../ir/types.ts";
import type { GrowingTypes, NamedType, RecordType, Type } from "../ir/types.ts";
import type { Oracle } from "./oracle.ts";
import { isNullish } from "./type-predicates.ts";

export interface Family {
  readonly type: NamedType;
  /** Of the calls: one for each parameter. */
  readonly parameters: readonly { readonly name: string; readonly type: Type }[];
  readonly result: Type;
  readonly members: Map<string, Member>;
}

/** One function of a family. */
export interface Member {
  readonly type: RecordType;
  readonly tag: string;
}

/** The field that says which function a record stands for. */
export const tagField = "kind";

export class FunctionFamilies {
  /** The signatures whose functions are followed as data. */
  readonly followed: ReadonlySet<string>;
  /** Those that others would have to be. */
  readonly wanted: Set<string> = new Set();
  readonly all: Map<string, Family> = new Map();
  readonly #types: GrowingTypes;

  constructor(types: GrowingTypes, followed: ReadonlySet<string>) {
    this.#types = types;
    this.followed = followed;
  }

  /** The family of a signature in a group of functions; `make` says what it takes and gives. */
  familyOf(
    signature: string,
    group: number | undefined,
    make: () => Pick<Family, "parameters" | "result">,
  ): Family | undefined {
    if (!this.followed.has(signature)) return undefined;
    const key = `${group ?? ""} ${signature}`;
    let family = this.all.get(key);
    if (family) return family;
    const name = freeName("Fn", this.#types);
    // Until all members are known it is as if one had captured a number.
    const unknown = { kind: "record" as const, fields: [{ name: tagField, type: stringType }, ...open] };
    this.#types.set(name, { name, type: unknown, emitted: true });
    family = { type: { kind: "named", name }, ...make(), members: new Map() };
    this.all.set(key, family);
    return family;
  }

  /** The family whose members values of a type are, apart from `undefined` and `null`. */
  in(type: Type): Family | undefined {
    if (this.all.size === 0) return undefined;
    const members = type.kind === "union" ? type.members : [type];
    const named = members.find((one) => one.kind === "named");
    const family = [...this.all.values()].find((one) => one.type.name === named?.name);
    return members.every((one) => one === named || one.kind === "undefined" || one.kind === "null")
      ? family
      : undefined;
  }

  /** Whether values of a type are, or hold, functions that are followed as data. */
  isIn(type: Type): boolean {
    if (this.all.size === 0) return false;
    const seen = new Set<string>();
    const look = (one: Type): boolean => {
      if (one.kind !== "named") return partsOf(one).some(look);
      if (this.in(one)) return true;
      if (seen.has(one.name)) return false;
      seen.add(one.name);
      const definition = this.#types.get(one.name);
      return definition !== undefined && look(definition.type);
    };
    return look(type);
  }

  /** Whether a value of one type, seen as one of another, would have a function where a record stands for one, or the other way round. */
  mix(from: Type, to: Type): boolean {
    if (this.all.size === 0) return false;
    const seen = new Set<string>();
    const look = (a: Type, b: Type): boolean => {
      if (a.kind === "named" && b.kind === "named" && a.name === b.name) return false;
      if (isNullish(a) || isNullish(b)) return false;
      if (a.kind === "union") return a.members.some((member) => look(member, b));
      if (b.kind === "union")
        return b.members.filter((member) => this.#isAlike(a, member)).some((member) => look(a, member));
      if (this.in(a) || this.in(b)) return true;
      if (a.kind === "opaque" || b.kind === "opaque") return this.isIn(a) || this.isIn(b);
      if (a.kind === "named" || b.kind === "named") {
        const pair = `${typeKey(a)} ${typeKey(b)}`;
        if (seen.has(pair)) return false;
        seen.add(pair);
        const [left, right] = [resolve(a, this.#types), resolve(b, this.#types)];
        return left === undefined || right === undefined || look(left, right);
      }
      if (a.kind === "record" && b.kind === "record") {
        return a.fields.some((field) => {
          const other = b.fields.find(({ name }) => name === field.name);
          return other !== undefined && look(field.type, other.type);
        });
      }
      if (a.kind === "tuple" && b.kind === "tuple")
        return a.elements.some((element, i) => b.elements[i] !== undefined && look(element, b.elements[i]));
      const isList = (one: Type): boolean => one.kind === "array" || one.kind === "tuple";
      return isList(a) && isList(b) && partsOf(a).some((one) => partsOf(b).some((other) => look(one, other)));
    };
    return look(from, to);
  }

  /** Whether a value of a type may be one of a member of a union, and not only of others. */
  #isAlike(type: Type, member: Type): boolean {
    if (this.in(type)) return this.in(member) !== undefined || member.kind === "opaque";
    if (this.in(member)) return type.kind === "opaque";
    const [a, b] = [resolve(type, this.#types) ?? type, resolve(member, this.#types) ?? member];
    const isList = (one: Type): boolean => one.kind === "array" || one.kind === "tuple";
    return (
      a.kind === b.kind ||
      a.kind === "union" ||
      b.kind === "union" ||
      (isList(a) && isList(b)) ||
      a.kind === "opaque" ||
      b.kind === "opaque"
    );
  }

  /** Says what the types of the families are, when all members are known. */
  settle(): void {
    for (const { type, members } of this.all.values()) {
      const types = [...members.values()].map((member) => member.type);
      const settled =
        types.length === 0
          ? { kind: "record" as const, fields: [{ name: tagField, type: stringType }] }
          : unionOf(types);
      this.#types.set(type.name, { name: type.name, type: settled, emitted: true });
      this.#types.delete(`${type.name}Tangent`);
    }
  }
}

const open = [{ name: "captured", type: { kind: "number" as const } }];

/** What tells the signature of a function from others; undefined for what is no plain function. Types are those outside of any family. */
export function signatureKey(oracle: Oracle, type: ts.Type, lower: (type: ts.Type) => Type): string | undefined {
  const signature = plainSignature(oracle, type);
  if (!signature) return undefined;
  const parameters = signature.getParameters().map((one) => typeKey(lower(oracle.typeOfSymbol(one))));
  return `(${parameters.join()})=>${typeKey(lower(oracle.returnTypeOfSignature(signature)))}`;
}

/** The signature of a type that is a function and nothing else. */
export function plainSignature(oracle: Oracle, type: ts.Type): ts.Signature | undefined {
  const { ts } = oracle;
  const signatures = oracle.callSignaturesOf(type);
  const [signature] = signatures;
  if (!signature || signatures.length > 1 || oracle.propertiesOf(type).length > 0) return undefined;
  if (signature.typeParameters && signature.typeParameters.length > 0) return undefined;
  const hasRest = signature
    .getParameters()
    .some(({ valueDeclaration: one }) => one && ts.isParameter(one) && one.dotDotDotToken);
  return hasRest ? undefined : signature;
}
