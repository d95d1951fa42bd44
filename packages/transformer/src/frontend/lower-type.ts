/**
 * The checker's types as types of the IR. A type that contains itself becomes a named one, in the unit's table.
 *
 * Literal types lose their value and keep their text: `"a" | "b"` is a string, `1 | 2` a discrete number.
 */
import type ts from "typescript";
import { freeName } from "../base/fresh-name.ts";
import {
  GrowingTypes,
  nullType,
  numberType,
  opaqueType,
  partsOf,
  tangentOf,
  typeKey,
  undefinedType,
  unionOf,
  voidType,
} from "../ir/types.ts";
import { printType } from "../ir/print-type.ts";
import { FunctionFamilies, plainSignature, signatureKey } from "./function-families.ts";
import type { Field, RecordType, Type, TypedArrayName } from "../ir/types.ts";
import type { TypeScript } from "./library.ts";
import type { Classes, ClassNode } from "./classes.ts";
import type { Oracle } from "./oracle.ts";
import { Exact, TypeMemory } from "./type-memory.ts";
import type { Scope, Substitution } from "./type-memory.ts";
import type { TypeNames } from "./type-names.ts";
import { hasPrivateNames, isUntyped, nonNullish, withoutLiteral, withoutLiterals } from "./type-predicates.ts";

export const typedArrayNames: ReadonlySet<string> = new Set<TypedArrayName>([
  "Float64Array",
  "Float32Array",
  "Int8Array",
  "Uint8Array",
  "Uint8ClampedArray",
  "Int16Array",
  "Uint16Array",
  "Int32Array",
  "Uint32Array",
]);

/** Deeper than any type that a person writes: what grows without end is carried along and not looked into. */
const deepest = 40;

export class TypeLowering {
  readonly types: GrowingTypes = new GrowingTypes();
  readonly #oracle: Oracle;
  readonly #classes: Classes;
  readonly #names: TypeNames;
  readonly #file: ts.SourceFile;
  readonly families: FunctionFamilies;
  readonly #exactOf = new Map<ts.Type, Exact>();
  /** Types in which a type parameter certainly occurs. */
  readonly #isGeneric = new WeakSet<Type>();
  readonly #substitutions = new Map<string, Substitution>();
  readonly #numberOfParameter = new Map<ts.Type, number>();
  #current: Substitution | undefined;
  /** How often a type parameter was met. */
  #parameters = 0;
  readonly #open: (ts.Type | Exact)[] = [];
  /** Types that have been met inside themselves and are not complete. */
  readonly #unfinished = new Set<ts.Type | Exact>();
  /** Types in which functions are followed as data: their names would be those of other types. */
  readonly #isFollowed = new WeakSet<Type>();
  /** How often such a type was met. */
  #followed = 0;
  readonly #memory = new TypeMemory();
  readonly #classNameOf = new Map<ts.Symbol, string>();
  /** The classes of the program that extend an error. */
  readonly #errors = new Set<string>();

  constructor(
    oracle: Oracle,
    classes: Classes,
    {
      file,
      names,
      followed,
    }: { readonly file: ts.SourceFile; readonly names: TypeNames; readonly followed: ReadonlySet<string> },
  ) {
    this.#oracle = oracle;
    this.#classes = classes;
    this.#file = file;
    this.#names = names;
    this.families = new FunctionFamilies(this.types, followed);
  }

  /** What type parameters are now. */
  get current(): Substitution | undefined {
    return this.#current;
  }

  /** Runs `inside` while type parameters are what a substitution says. */
  under<T>(substitution: Substitution | undefined, inside: () => T): T {
    const outer = this.#current;
    this.#current = substitution;
    const result = inside();
    this.#current = outer;
    return result;
  }

  /** Types as they are outside of the functions that are lowered: there a function is a function. */
  outside<T>(inside: () => T): T {
    return this.within("outside", inside);
  }

  /** Types as they are for some functions: each group of them follows its own functions as data. */
  within<T>(scope: Scope, inside: () => T): T {
    if (this.#memory.scope === scope || this.families.followed.size === 0) return inside();
    const outer = this.#memory.scope;
    const open = this.#open.splice(0);
    this.#memory.enter(scope);
    try {
      return inside();
    } finally {
      this.#memory.enter(outer);
      this.#open.push(...open);
    }
  }

  get scope(): Scope {
    return this.#memory.scope;
  }

  /** What tells the signature of a function from others. */
  signatureKey(type: ts.Type): string | undefined {
    return this.outside(() => signatureKey(this.#oracle, type, (part) => this.lower(part)));
  }

  /** The type of the functions of a signature, where they are followed as data. */
  #followedType(type: ts.Type): Type | undefined {
    if (this.#memory.scope === "outside" || this.families.followed.size === 0) return undefined;
    const oracle = this.#oracle;
    const signature = plainSignature(oracle, type);
    const key = signature && this.signatureKey(type);
    if (!signature || key === undefined) return undefined;
    const family = this.families.familyOf(key, this.#memory.scope, () => ({
      parameters: signature
        .getParameters()
        .map((one) => ({ name: one.name, type: withoutLiterals(this.lower(oracle.typeOfSymbol(one))) })),
      result: withoutLiterals(this.lower(oracle.returnTypeOfSignature(signature))),
    }));
    if (family) this.#followed++;
    return family?.type;
  }

  /** The substitution of these types; undefined where there are none. */
  substitution(types: ReadonlyMap<ts.Type, Type>): Substitution | undefined {
    if (types.size === 0) return undefined;
    const parts = [...types].map(([parameter, type]) => `${this.#parameterNumber(parameter)}:${typeKey(type)}`);
    const key = parts.toSorted().join();
    let found = this.#substitutions.get(key);
    if (!found) this.#substitutions.set(key, (found = { key, types }));
    return found;
  }

  #parameterNumber(parameter: ts.Type): number {
    let number = this.#numberOfParameter.get(parameter);
    if (number === undefined) this.#numberOfParameter.set(parameter, (number = this.#numberOfParameter.size));
    return number;
  }

  /** The type of what `new` makes. */
  lowerExact(type: ts.Type): Type {
    if (!this.#classes.familyOf(type.getSymbol())) return this.lower(type);
    let exact = this.#exactOf.get(type);
    if (!exact) this.#exactOf.set(type, (exact = new Exact(type)));
    return this.lower(exact);
  }

  /** Whether values are instances of a class of the program that extends an error. */
  isError(type: Type): boolean {
    return type.kind === "opaque" && this.#errors.has(type.text);
  }

  /** The class whose instances a record type stands for. */
  classOf({ class: name }: RecordType): ClassNode | undefined {
    const [symbol] = [...this.#classNameOf].find(([, own]) => own === name) ?? [];
    const declaration = symbol?.valueDeclaration;
    return declaration && this.#oracle.ts.isClassLike(declaration) ? declaration : undefined;
  }

  lower(type: ts.Type | Exact): Type {
    const known = this.#memory.here.typeOf.get(type);
    if (known && this.#isFollowed.has(known)) this.#followed++;
    if (known) return known;
    const special = this.#memory.here.specialTypeOf.get(this.#current)?.get(type);
    if (special) {
      if (this.#isGeneric.has(special)) this.#parameters++;
      if (this.#isFollowed.has(special)) this.#followed++;
      return special;
    }
    if (this.#open.includes(type)) {
      this.#unfinished.add(type);
      const name = this.#recursiveName(type);
      const text = this.#genericOf(type)?.text;
      return text === undefined ? { kind: "named", name } : { kind: "named", name, text };
    }
    if (this.#open.length > deepest) return opaqueType("unknown");
    const before = this.#parameters;
    const followedBefore = this.#followed;
    this.#open.push(type);
    let lowered = this.#lower(type);
    this.#open.pop();
    this.#unfinished.delete(type);
    const isSpecial = this.#parameters !== before;
    const isFollowed = this.#followed !== followedBefore;
    const written = type instanceof Exact ? type.type : type;
    const isInstance = lowered.kind === "record" && lowered.class !== undefined;
    // The user's name for it is that of the generic type, or of one in which functions are functions.
    const isOfGeneric = isSpecial && !isInstance && !this.#current?.types.has(written);
    if (isOfGeneric || isFollowed) lowered = withoutText(lowered);
    const name = this.#memory.here.nameOfRecursive.get(type);
    if (name !== undefined) {
      const text = isInstance ? lowered.text : isSpecial || isFollowed ? undefined : this.#names.textOf(written);
      this.types.set(name, { name, type: lowered, emitted: text === undefined });
      lowered = text === undefined ? { kind: "named", name } : { kind: "named", name, text };
      if (isSpecial) this.#memory.here.nameOfRecursive.delete(type);
    }
    // Whether what contains it depends on type parameters is not known yet.
    if (isSpecial) this.#isGeneric.add(lowered);
    if (isFollowed) this.#isFollowed.add(lowered);
    this.#remember(type, lowered, isSpecial || this.#unfinished.size > 0);
    return lowered;
  }

  #remember(type: ts.Type | Exact, lowered: Type, isSpecial: boolean): void {
    if (!isSpecial) {
      this.#memory.here.typeOf.set(type, lowered);
      return;
    }
    const types = this.#memory.here.specialTypeOf.get(this.#current);
    if (types) types.set(type, lowered);
    else this.#memory.here.specialTypeOf.set(this.#current, new Map([[type, lowered]]));
  }

  /** A type in a place that a signature prints: the text as the main file would write it. */
  textOf(type: ts.Type): string {
    return this.#names.textOf(type) ?? this.#oracle.textOf(type, this.#file);
  }

  #recursiveName(type: ts.Type | Exact): string {
    const generic = this.#genericOf(type);
    let name =
      (generic && this.#memory.here.nameOfGeneric.get(generic.key)) ?? this.#memory.here.nameOfRecursive.get(type);
    if (name !== undefined) this.#memory.here.nameOfRecursive.set(type, name);
    if (name === undefined) {
      const written = type instanceof Exact ? type.type : type;
      const symbol = written.aliasSymbol ?? written.getSymbol();
      const stem =
        symbol && /^[A-Za-z_$][\w$]*$/.test(symbol.name) && symbol.name !== "__type" ? symbol.name : "Recursive";
      const taken = new Set([...this.#memory.here.nameOfRecursive.values(), ...this.types.keys()]);
      name = freeName(stem, taken);
      this.#memory.here.nameOfRecursive.set(type, name);
      if (generic) this.#memory.here.nameOfGeneric.set(generic.key, name);
    }
    return name;
  }

  #lower(type: ts.Type | Exact): Type {
    const { TypeFlags } = this.#oracle.ts;
    if (type instanceof Exact) return this.#instance(type.type, type.type.symbol);
    const { flags } = type;
    if (flags & TypeFlags.EnumLike) return this.#enumeration(type);
    if (flags & TypeFlags.NumberLiteral) return { kind: "number", discrete: true, text: this.#text(type) };
    if (flags & TypeFlags.Number) return numberType;
    if (flags & TypeFlags.BooleanLike) return { kind: "boolean" };
    if (flags & (TypeFlags.StringLiteral | TypeFlags.TemplateLiteral))
      return { kind: "string", text: this.#text(type) };
    if (flags & TypeFlags.StringLike) return { kind: "string" };
    if (flags & TypeFlags.BigIntLike) return { kind: "bigint" };
    if (flags & TypeFlags.Undefined) return undefinedType;
    if (flags & TypeFlags.Null) return nullType;
    if (flags & TypeFlags.Void) return voidType;
    if (type.isUnion()) return this.#union(type);
    if (type.isIntersection()) return this.#intersection(type);
    if (flags & TypeFlags.Object) return this.#object(type);
    if (flags & TypeFlags.TypeParameter) this.#parameters++;
    const replaced = this.#current?.types.get(type);
    if (replaced) return replaced;
    if (flags & TypeFlags.Instantiable) {
      const constraint = this.#oracle.constraintOf(type);
      // What nothing is said about may be anything.
      const free = flags & TypeFlags.TypeParameter ? "unknown" : this.#text(type);
      return constraint === type ? opaqueType(free) : this.lower(constraint);
    }
    return opaqueType(this.#text(type));
  }

  #text(type: ts.Type): string {
    return this.#oracle.textOf(type, this.#file);
  }

  #enumeration(type: ts.Type): Type {
    const { TypeFlags } = this.#oracle.ts;
    const members = type.isUnion() ? type.types : [type];
    const isString = members.every((member) => member.flags & TypeFlags.StringLiteral);
    const text = this.#names.textOf(type);
    const kind = isString ? { kind: "string" as const } : { kind: "number" as const, discrete: true };
    return text === undefined ? kind : { ...kind, text };
  }

  /** Literals of one kind become one member, whose text lists them. */
  #union(type: ts.UnionType): Type {
    const members = type.types.map((member) => this.lower(member));
    const literals = new Map<string, string[]>();
    for (const member of members) {
      if ((member.kind === "string" || member.kind === "number") && member.text !== undefined) {
        const key = typeKey(member);
        literals.set(key, [...(literals.get(key) ?? []), member.text]);
      }
    }
    const joined = members.map((member): Type => {
      const texts = literals.get(typeKey(member));
      return texts && texts.length > 1 ? ({ ...member, text: texts.join(" | ") } as Type) : member;
    });
    const union = unionOf(joined);
    const text = this.#names.textOf(type);
    return text === undefined || union.kind === "opaque" ? union : { ...union, text };
  }

  /** A branded primitive is the primitive; objects have the fields of all. */
  #intersection(type: ts.IntersectionType): Type {
    const { TypeFlags } = this.#oracle.ts;
    const primitives = TypeFlags.NumberLike | TypeFlags.StringLike | TypeFlags.BigIntLike | TypeFlags.BooleanLike;
    const primitive = type.types.find((member) => member.flags & primitives);
    const text = this.#names.textOf(type) ?? this.#text(type);
    if (primitive) {
      const inner = this.lower(primitive);
      return inner.kind === "opaque" ? inner : { ...inner, text };
    }
    // `T & {}`: a type parameter that flow knows not to be undefined or null.
    const parts = type.types.filter((member) => !this.#isEmpty(member));
    const [only, ...others] = parts;
    if (only && others.length === 0 && parts.length < type.types.length) return nonNullish(this.lower(only));
    return this.#record(type);
  }

  #isEmpty(type: ts.Type): boolean {
    const oracle = this.#oracle;
    const isObject = (type.flags & oracle.ts.TypeFlags.Object) !== 0 && !oracle.isLibrarySymbol(type.getSymbol());
    const isBare = isObject && oracle.propertiesOf(type).length === 0 && !oracle.isCallable(type);
    return isBare && !oracle.hasIndexSignature(type) && !type.isClassOrInterface();
  }

  #object(type: ts.Type): Type {
    const oracle = this.#oracle;
    const { ts } = oracle;
    const text = this.#names.textOf(type);
    const named = type.aliasSymbol && text !== undefined ? { text } : {};
    if (oracle.isArray(type)) {
      const [element] = oracle.typeArgumentsOf(type);
      const isReadonly = type.getSymbol()?.name === "ReadonlyArray" ? { readonly: true } : {};
      return { kind: "array", element: element ? this.lower(element) : opaqueType("any"), ...isReadonly, ...named };
    }
    if (oracle.isTuple(type)) return this.#tuple(type as ts.TupleTypeReference, named);
    const symbol = type.getSymbol();
    const isLibrary = oracle.isLibrarySymbol(symbol);
    if (symbol && isLibrary && typedArrayNames.has(symbol.name)) {
      return { kind: "typed-array", name: symbol.name as TypedArrayName, ...named };
    }
    const isLibraryObject = isLibrary && symbol && symbol.flags & (ts.SymbolFlags.Interface | ts.SymbolFlags.Class);
    if (isLibraryObject) return opaqueType(text ?? this.#text(type));
    const declaration = symbol?.valueDeclaration;
    if (declaration && ts.isClassLike(declaration) && !oracle.isCallable(type) && this.#classes.isError(declaration)) {
      const own = text ?? this.#text(type);
      this.#errors.add(own);
      return opaqueType(own);
    }
    const family = this.#classes.familyOf(symbol);
    if (family) {
      const union = unionOf(family.map((one) => this.lowerExact(oracle.instanceTypeOf(one))));
      return union.kind === "union" && text !== undefined ? { ...union, text } : union;
    }
    if (symbol && symbol.flags & ts.SymbolFlags.Class && !oracle.isCallable(type)) return this.#instance(type, symbol);
    const followed = this.#followedType(type);
    if (followed) return followed;
    const dictionary = this.#dictionary(type, text);
    if (dictionary) return dictionary;
    if (type.flags & ts.TypeFlags.NonPrimitive || oracle.isCallable(type) || oracle.hasIndexSignature(type)) {
      return opaqueType(text ?? this.#text(type));
    }
    return this.#record(type);
  }

  /** An object of any keys; what holds no numbers is carried along. */
  #dictionary(type: ts.Type, text: string | undefined): Type | undefined {
    const index = this.#oracle.onlyIndexOf(type);
    const value = index && this.lower(index.type);
    if (!value || isUntyped(value)) return undefined;
    if (tangentOf(value, this.types) === undefined && !this.#isUnfinished(value)) return undefined;
    const isReadonly = index.isReadonly ? { readonly: true } : {};
    // What is written out inside of it is laid out anew.
    const named = text === undefined || text.includes("{") ? {} : { text };
    const isNumeric = index.isNumeric ? { numeric: true } : {};
    return { kind: "dictionary", value, ...isReadonly, ...isNumeric, ...named };
  }

  /** Whether what a type holds is not known yet. */
  #isUnfinished(type: Type): boolean {
    if (type.kind === "named") return !this.types.has(type.name);
    return partsOf(type).some((part) => this.#isUnfinished(part));
  }

  #tuple(type: ts.TupleTypeReference, named: { text?: string }): Type {
    const { ts } = this.#oracle;
    const { elementFlags, readonly, labeledElementDeclarations: labels } = type.target;
    const isReadonly = readonly ? { readonly: true } : {};
    const elements = this.#oracle.typeArgumentsOf(type).map((element) => this.lower(element));
    if (elementFlags.some((flags) => flags & ts.ElementFlags.Variable)) {
      return { kind: "array", element: unionOf(elements), ...isReadonly, ...named };
    }
    const present = elements.map((element, i) =>
      (elementFlags[i] ?? 0) & ts.ElementFlags.Optional ? unionOf([element, undefinedType]) : element,
    );
    const names = labels?.map((label) => (label && ts.isIdentifier(label.name) ? label.name.text : undefined));
    const isLabelled = names !== undefined && names.every((name) => name !== undefined);
    const count = elementFlags.filter((flags) => flags & ts.ElementFlags.Optional).length;
    const shape = { ...(isLabelled ? { labels: names } : {}), ...(count > 0 ? { optional: count } : {}) };
    return { kind: "tuple", elements: present, ...shape, ...isReadonly, ...named };
  }

  #record(type: ts.Type): Type {
    const { ts } = this.#oracle;
    const properties = this.#oracle.propertiesOf(type);
    // Seen through a mapped type, members of a class are still no fields.
    const fields = properties
      .filter((property) => !isClassMember(ts, property) && !isLiteralAccessor(ts, property))
      .map((property) => this.#field(property));
    if (properties.some((property) => isLiteralAccessor(ts, property))) return objectWithAccessors(fields);
    const text = this.#names.textOf(type);
    const record: RecordType = { kind: "record", fields };
    return text === undefined ? record : { ...record, text };
  }

  #field(property: ts.Symbol): Field {
    const { ts } = this.#oracle;
    const name = fieldNameOf(ts, property);
    const optional = property.flags & ts.SymbolFlags.Optional ? { optional: true } : {};
    const isReadonly = hasFlag(ts, property, ts.ModifierFlags.Readonly) ? { readonly: true } : {};
    const type = this.lower(this.#oracle.typeOfSymbol(property));
    const declaration = property.valueDeclaration;
    const isRead = declaration && ts.isPropertyAssignment(declaration) && isReadElsewhere(ts, declaration.initializer);
    return { name, type: isRead ? withoutLiteral(type) : type, ...optional, ...isReadonly };
  }

  /** An instance of a class: its fields, those of its base classes included; methods and accessors are not part of it. */
  #instance(type: ts.Type, symbol: ts.Symbol): Type {
    const { ts } = this.#oracle;
    const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected;
    const fields = this.#oracle
      .propertiesOf(type)
      .filter(({ flags }) => (flags & ts.SymbolFlags.Property) !== 0)
      .map((property): Field => {
        const field = this.#field(property);
        return hasFlag(ts, property, hidden) ? { ...field, private: true } : field;
      });
    const record: RecordType = { kind: "record", fields, class: this.#className(symbol) };
    // With `#fields` it cannot be what the class makes: it is a record of its own kind, without the class's name.
    const text = hasPrivateNames(record) ? undefined : (this.#genericOf(type)?.text ?? this.#names.textOf(type));
    return text === undefined ? record : { ...record, text };
  }

  /** Of an instance of a generic class: how it is written, with what its type parameters are here, and what tells it from others. */
  #genericOf(instance: ts.Type | Exact): { readonly text: string | undefined; readonly key: string } | undefined {
    const { ts } = this.#oracle;
    const type = instance instanceof Exact ? instance.type : instance;
    const symbol = type.getSymbol();
    const declaration = symbol?.valueDeclaration;
    const parameters = declaration && ts.isClassLike(declaration) ? declaration.typeParameters : undefined;
    if (!symbol || !parameters) return undefined;
    const args = this.#oracle
      .typeArgumentsOf(type)
      .slice(0, parameters.length)
      .map((argument) => this.lower(argument));
    const name = this.#names.nameOf(symbol);
    const text = args.map((argument) => printType(argument, "wishes")).join(", ");
    return {
      text: name === undefined ? undefined : `${name}<${text}>`,
      key: `${this.#className(symbol)}<${args.map(typeKey).join()}>`,
    };
  }

  #className(symbol: ts.Symbol): string {
    let name = this.#classNameOf.get(symbol);
    if (name === undefined) {
      name = freeName(symbol.name, new Set(this.#classNameOf.values()));
      this.#classNameOf.set(symbol, name);
    }
    return name;
  }
}

/** The name of a field in the IR; a private name keeps its `#`, so that no other field has it. */
export function fieldNameOf(ts: TypeScript, property: ts.Symbol): string {
  const { valueDeclaration } = property;
  const isHash =
    valueDeclaration && ts.isPropertyDeclaration(valueDeclaration) && ts.isPrivateIdentifier(valueDeclaration.name);
  return isHash ? valueDeclaration.name.getText() : property.name;
}

/** Whether a property is a method or an accessor of a class. */
export function isClassMember(ts: TypeScript, { valueDeclaration: node }: ts.Symbol): boolean {
  return node !== undefined && (ts.isMethodDeclaration(node) || ts.isAccessor(node)) && ts.isClassLike(node.parent);
}

function isLiteralAccessor(ts: TypeScript, { valueDeclaration: node }: ts.Symbol): boolean {
  return node !== undefined && ts.isAccessor(node) && ts.isObjectLiteralExpression(node.parent);
}

/** An object with accessors is more than its fields: as with an instance of a class, no other type stands for it. */
export function objectWithAccessors(fields: readonly Field[]): RecordType {
  return { kind: "record", class: "an object with accessors", fields };
}

function hasFlag(ts: TypeScript, property: ts.Symbol, flags: ts.ModifierFlags): boolean {
  return (
    property.declarations?.some((declaration) => (ts.getCombinedModifierFlags(declaration) & flags) !== 0) ?? false
  );
}

/** Whether a property of an object literal is given what another place holds, not a literal of its own. */
export function isReadElsewhere(compiler: typeof ts, initializer: ts.Expression): boolean {
  return compiler.isPropertyAccessExpression(initializer) || compiler.isElementAccessExpression(initializer);
}

function withoutText(type: Type): Type {
  if (!("text" in type) || type.kind === "opaque") return type;
  const { text: _, ...rest } = type;
  return rest;
}
