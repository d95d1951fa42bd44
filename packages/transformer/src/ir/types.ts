/**
 * The types of IR values, and `tangentOf`: the only judge of what can carry a derivative.
 *
 * `text` is how the user wrote a type (an alias, an interface, a branded number): used for printing only, never compared.
 */
export type Type =
  | NumberType
  | { readonly kind: "boolean" | "string" | "bigint" | "undefined" | "null" | "void"; readonly text?: string }
  | ArrayType
  | TypedArrayType
  | TupleType
  | RecordType
  | DictionaryType
  | UnionType
  | NamedType
  | OpaqueType;

/** `discrete`: an enum or a union of literals; a number that is never differentiated. */
export interface NumberType {
  readonly kind: "number";
  readonly discrete?: boolean;
  readonly text?: string;
}

export interface ArrayType {
  readonly kind: "array";
  readonly element: Type;
  readonly readonly?: boolean;
  readonly text?: string;
}

export type TypedArrayName =
  | "Float64Array"
  | "Float32Array"
  /** No array: the memory that views share. It has no elements of its own. */
  | "ArrayBuffer"
  | "Int8Array"
  | "Uint8Array"
  | "Uint8ClampedArray"
  | "Int16Array"
  | "Uint16Array"
  | "Int32Array"
  | "Uint32Array";

export interface TypedArrayType {
  readonly kind: "typed-array";
  readonly name: TypedArrayName;
  readonly text?: string;
}

export interface TupleType {
  readonly kind: "tuple";
  readonly elements: readonly Type[];
  /** Labels for printing, where the user or a contract gave them. */
  readonly labels?: readonly string[];
  /** How many of the last positions a value may lack. */
  readonly optional?: number;
  readonly readonly?: boolean;
  readonly text?: string;
}

export interface Field {
  readonly name: string;
  readonly type: Type;
  readonly optional?: boolean;
  readonly readonly?: boolean;
  /** TypeScript lets only the class itself name it: text elsewhere writes `ref["name"]`. */
  readonly private?: boolean;
}

export interface RecordType {
  readonly kind: "record";
  readonly fields: readonly Field[];
  readonly text?: string;
  /** The class of an instance, by a name that no other class of the unit has. */
  readonly class?: string;
}

/**
 * An object of any keys, whose values are of one type: `Record<string, number>`. A key is an index of it, and keys carry no derivative.
 * `bare`: made without a prototype, as shadows are, so that no key is there unless it was put there.
 */
export interface DictionaryType {
  readonly kind: "dictionary";
  readonly value: Type;
  readonly bare?: boolean;
  /** TypeScript lets only numbers be its keys: a text is seen as one. */
  readonly numeric?: boolean;
  readonly readonly?: boolean;
  readonly text?: string;
}

/** Members are flat, distinct and never unions. */
export interface UnionType {
  readonly kind: "union";
  readonly members: readonly Type[];
  readonly text?: string;
}

/** A reference into the unit's table of types: recursive user types, and the interfaces of recordings. */
export interface NamedType {
  readonly kind: "named";
  readonly name: string;
  readonly text?: string;
}

/** Carried along, never looked into: functions, Map, Date, RegExp, symbols … `text` is its TypeScript type. */
export interface OpaqueType {
  readonly kind: "opaque";
  readonly text: string;
}

/** What a `NamedType` stands for. `emitted`: printed as an interface or alias in the generated text. */
export interface TypeDefinition {
  readonly name: string;
  readonly type: Type;
  readonly emitted: boolean;
  /** The tangent type of another: its own tangents have its own shape. */
  readonly isTangent?: boolean;
  /** What tells forms of one type apart. */
  readonly key?: string;
}
export type TypeTable = ReadonlyMap<string, TypeDefinition>;

export const numberType: NumberType = { kind: "number" };
export const discreteType: NumberType = { kind: "number", discrete: true };
export const booleanType: Type = { kind: "boolean" };
export const stringType: Type = { kind: "string" };
export const undefinedType: Type = { kind: "undefined" };
export const nullType: Type = { kind: "null" };
export const voidType: Type = { kind: "void" };
export const float64ArrayType: TypedArrayType = { kind: "typed-array", name: "Float64Array" };

export function isBuffer(type: Type): boolean {
  return type.kind === "typed-array" && type.name === "ArrayBuffer";
}

export function arrayOf(element: Type): ArrayType {
  return { kind: "array", element };
}

export function opaqueType(text: string): OpaqueType {
  return { kind: "opaque", text };
}

/** The union of some types: flattened, without doubles; the type itself where only one remains. */
export function unionOf(types: readonly Type[]): Type {
  const members: Type[] = [];
  for (const type of types) {
    for (const member of type.kind === "union" ? type.members : [type]) {
      const at = members.findIndex((other) => sameType(other, member));
      if (at < 0) members.push(member);
      else members[at] = withBothTexts(members[at]!, member);
    }
  }
  // A number that may carry a derivative, or one that never does, is one that may.
  const isNumber = members.some((member) => member.kind === "number" && !member.discrete);
  const merged = isNumber ? members.filter((member) => member.kind !== "number" || !member.discrete) : members;
  return merged.length === 1 ? merged[0]! : { kind: "union", members: merged };
}

/** A number or string under two texts, such as two literals, is just that; a field of a record is one of both. */
function withBothTexts(a: Type, b: Type): Type {
  if (a === b || a.kind !== b.kind) return a;
  if (a.kind === "record" && b.kind === "record") return withFieldsOfBoth(a, b);
  if ((a.kind !== "number" && a.kind !== "string") || a.text === b.text) return a;
  const { text: _, ...plain } = a;
  return plain;
}

/** Records that differ in literals only: `{ kind: "a" }` and `{ kind: "b" }` are `{ kind: "a" | "b" }`. */
function withFieldsOfBoth(a: RecordType, b: RecordType): RecordType {
  let isSame = true;
  const fields = a.fields.map((field, i) => {
    const type = withEither(field.type, b.fields[i]?.type ?? field.type);
    if (type === field.type) return field;
    isSame = false;
    return { ...field, type };
  });
  return isSame ? a : { ...a, fields };
}

function withEither(a: Type, b: Type): Type {
  if (a.kind !== b.kind || (a.kind !== "string" && a.kind !== "number") || a.text === b.text) return a;
  const literals = [...(literalsOf(a) ?? []), ...(literalsOf(b) ?? [])];
  if (literalsOf(a) && literalsOf(b)) return { ...a, text: [...new Set(literals)].join(" | ") };
  return withBothTexts(a, b);
}

/** The literals, as they are written, of a type that is of one or of a few. */
export function literalsOf(type: Type): readonly string[] | undefined {
  if ((type.kind !== "string" && type.kind !== "number") || type.text === undefined) return undefined;
  const parts = type.text.split(" | ");
  const isNumber = type.kind === "number";
  if (isNumber && !type.discrete) return undefined;
  const isLiteral = (part: string): boolean => (isNumber ? /^-?\d+(?:\.\d+)?$/ : /^"[^"\\|]*"$/).test(part);
  return parts.every(isLiteral) ? parts : undefined;
}

/** Structural equality; how the user wrote a type does not count. */
export function sameType(a: Type, b: Type): boolean {
  return a === b || typeKey(a) === typeKey(b);
}

/** A text that two types share exactly when they are the same. */
export function typeKey(type: Type): string {
  switch (type.kind) {
    case "number":
      return type.discrete ? "discrete" : "number";
    case "array":
      return `${type.readonly ? "readonly " : ""}${typeKey(type.element)}[]`;
    case "typed-array":
      return type.name;
    case "tuple":
      return `${type.readonly ? "readonly " : ""}[${type.elements.map(typeKey).join(", ")}${"?".repeat(type.optional ?? 0)}]`;
    case "record":
      return `${type.class ?? ""}{${type.fields.map((f) => `${f.readonly ? "readonly " : ""}${f.name}${f.optional ? "?" : ""}: ${typeKey(f.type)}`).join("; ")}}`;
    case "dictionary":
      return `${type.readonly ? "readonly " : ""}dictionary<${typeKey(type.value)}>`;
    case "union":
      return `(${type.members.map(typeKey).toSorted().join(" | ")})`;
    case "named":
      return `#${type.name}`;
    case "opaque":
      return `opaque<${type.text}>`;
    default:
      return type.kind;
  }
}

/** Whether values of this type are references to memory (something that can have a shadow or a second name). */
export function isReference(type: Type): boolean {
  switch (type.kind) {
    case "array":
    case "typed-array":
    case "tuple":
    case "record":
    case "dictionary":
    case "named":
      return true;
    case "union":
      return type.members.some(isReference);
    default:
      return false;
  }
}

/** The types of what memory of a type holds, or of what a value of it may be. */
export function partsOf(type: Type): readonly Type[] {
  switch (type.kind) {
    case "array":
      return [type.element];
    case "tuple":
      return type.elements;
    case "record":
      return type.fields.map((field) => field.type);
    case "dictionary":
      return [type.value];
    case "union":
      return type.members;
    default:
      return [];
  }
}

/** Whether a value of this type may itself be a number that carries a derivative. */
export function holdsNumber(type: Type, table: TypeTable): boolean {
  if (type.kind === "union") return type.members.some((member) => holdsNumber(member, table));
  if (type.kind !== "named") return type.kind === "number" && !type.discrete;
  const definition = table.get(type.name);
  // A name for itself alone is no type.
  return definition !== undefined && definition.type.kind !== "named" && holdsNumber(definition.type, table);
}

/** The type of a field (through unions: of every member that has it), or undefined. */
export function fieldType(type: Type, name: string, table: TypeTable): Type | undefined {
  switch (type.kind) {
    case "record":
      return type.fields.find((f) => f.name === name)?.type;
    case "tuple":
      return type.elements[Number(name)];
    case "named": {
      const definition = table.get(type.name);
      return definition && fieldType(definition.type, name, table);
    }
    case "union": {
      const found = type.members.map((m) => fieldType(m, name, table)).filter((t) => t !== undefined);
      return found.length > 0 ? unionOf(found) : undefined;
    }
    default:
      return undefined;
  }
}

/** The fields of a record, also one that has a name. */
export function fieldsOf(type: Type, table: TypeTable): readonly Field[] | undefined {
  if (type.kind === "record") return type.fields;
  const definition = type.kind === "named" ? table.get(type.name) : undefined;
  return definition && fieldsOf(definition.type, table);
}

/** The dictionary that a type is, also one that has a name. */
export function dictionaryOf(type: Type, table: TypeTable): DictionaryType | undefined {
  if (type.kind === "dictionary") return type;
  const definition = type.kind === "named" ? table.get(type.name) : undefined;
  return definition && definition.type.kind !== "named" ? dictionaryOf(definition.type, table) : undefined;
}

/** The type of the elements that an index reaches, or undefined. */
export function elementType(type: Type, table: TypeTable): Type | undefined {
  switch (type.kind) {
    case "array":
      return type.element;
    case "typed-array":
      return numberType;
    case "tuple":
      return unionOf(type.elements);
    case "dictionary":
      return type.value;
    case "named": {
      const definition = table.get(type.name);
      return definition && elementType(definition.type, table);
    }
    case "union": {
      const found = type.members.map((m) => elementType(m, table)).filter((t) => t !== undefined);
      return found.length > 0 ? unionOf(found) : undefined;
    }
    default:
      return undefined;
  }
}

/** The name of the tangent type of a named type. */
function tangentName(name: string): string {
  return `${name}${tangentSuffix}`;
}
const tangentSuffix = "Tangent";

/**
 * The table of a unit while derivatives are made. What the tangent type of a named type stands for follows from the type: it is found
 * when it is first asked for, so that types of recordings can name one another before they are complete.
 */
export class GrowingTypes extends Map<string, TypeDefinition> {
  override get(name: string): TypeDefinition | undefined {
    const known = super.get(name);
    if (known || !name.endsWith(tangentSuffix)) return known;
    const source = super.get(name.slice(0, -tangentSuffix.length));
    const type = source && tangentOf(source.type, this);
    if (!type) return undefined;
    const made: TypeDefinition = { name, type, emitted: true, isTangent: true };
    this.set(name, made);
    return made;
  }

  /** Another form of a named type, told from its other forms by `key`: `make` gives it, naming this one inside itself. */
  variant(name: string, suffix: string, key: string, make: (type: Type) => Type): NamedType {
    for (let i = 1; ; i++) {
      const wish = `${name}${suffix}${i === 1 ? "" : i}`;
      const known = super.get(wish);
      if (known && known.key !== key) continue;
      const named: NamedType = { kind: "named", name: wish };
      if (known) return named;
      const source = this.get(name);
      if (!source) return named;
      this.set(wish, { name: wish, type: named, emitted: true, key });
      this.set(wish, { name: wish, type: make(source.type), emitted: true, key });
      return named;
    }
  }
}

/**
 * The type of tangents and adjoints (shadows) of a type, or undefined where nothing in it can carry a derivative.
 * A shadow has the shape of the value with only its differentiable parts (CONTRACT, Shapes); the shadow of a shadow has its own.
 */
export function tangentOf(type: Type, table: TypeTable): Type | undefined {
  switch (type.kind) {
    case "number":
      return type.discrete ? undefined : numberType;
    case "array": {
      const element = tangentOf(type.element, table);
      return element && arrayOf(element);
    }
    case "typed-array":
      if (type.name === "ArrayBuffer") return type;
      return type.name === "Float64Array" || type.name === "Float32Array" ? float64ArrayType : undefined;
    case "tuple": {
      const elements = type.elements.map((element) => tangentOf(element, table));
      if (elements.every((element) => element === undefined)) return undefined;
      const shape: TupleType = { kind: "tuple", elements: elements.map((element) => element ?? undefinedType) };
      const labelled = type.labels ? { ...shape, labels: type.labels } : shape;
      return type.optional ? { ...labelled, optional: type.optional } : labelled;
    }
    case "record": {
      const fields = type.fields.flatMap(({ name, type: own, optional }): Field[] => {
        const inner = tangentOf(own, table);
        if (!inner) return [];
        return [optional ? { name, type: inner, optional: true } : { name, type: inner }];
      });
      return fields.length > 0 ? { kind: "record", fields } : undefined;
    }
    case "dictionary": {
      const value = tangentOf(type.value, table);
      return value && { kind: "dictionary", value, bare: true };
    }
    case "union": {
      const members = type.members.map((member) => tangentOf(member, table));
      const carrying = members.filter((member) => member !== undefined);
      if (carrying.length === 0) return undefined;
      return unionOf(carrying.length < members.length ? [...carrying, undefinedType] : carrying);
    }
    case "named": {
      if (table.get(type.name)?.isTangent) return { kind: "named", name: type.name };
      return carriesDerivative(type, table, new Set()) ? { kind: "named", name: tangentName(type.name) } : undefined;
    }
    default:
      return undefined;
  }
}

/** Whether a type alone says which numbers a value holds: records and tuples, nested, down to numbers. */
export function isFixedShape(type: Type): boolean {
  switch (type.kind) {
    case "number":
    case "undefined":
      return true;
    case "tuple":
      return !type.optional && type.elements.every(isFixedShape);
    case "record":
      return type.fields.every((field) => field.optional !== true && isFixedShape(field.type));
    default:
      return false;
  }
}

/** Whether a differentiable number can be reached; a type that contains itself carries what the rest of it does. */
function carriesDerivative(type: Type, table: TypeTable, seen: Set<string>): boolean {
  switch (type.kind) {
    case "array":
      return carriesDerivative(type.element, table, seen);
    case "tuple":
      return type.elements.some((element) => carriesDerivative(element, table, seen));
    case "record":
      return type.fields.some((field) => carriesDerivative(field.type, table, seen));
    case "union":
      return type.members.some((member) => carriesDerivative(member, table, seen));
    case "named": {
      if (seen.has(type.name)) return false;
      seen.add(type.name);
      const definition = table.get(type.name);
      return definition !== undefined && carriesDerivative(definition.type, table, seen);
    }
    default:
      return tangentOf(type, table) !== undefined;
  }
}

/** Whether a value of either type may be one and the same memory. */
export function mayBeOne(a: Type, b: Type, table: TypeTable, depth: number = 0): boolean {
  if (a.kind === "union") return a.members.some((member) => mayBeOne(member, b, table, depth));
  if (b.kind === "union") return mayBeOne(b, a, table, depth);
  if (a.kind === "named" || b.kind === "named") {
    const [left, right] = [a, b].map((type) => (type.kind === "named" ? table.get(type.name)?.type : type));
    return depth > 8 || (left !== undefined && right !== undefined && mayBeOne(left, right, table, depth + 1));
  }
  if (a.kind === "typed-array" || b.kind === "typed-array") return a.kind === b.kind;
  if (a.kind === "record" && b.kind === "record") {
    return a.fields.every((field) => {
      const other = b.fields.find(({ name }) => name === field.name);
      return !other || mayHoldSame(field.type, other.type, table, depth + 1);
    });
  }
  if (a.kind === "dictionary" && b.kind === "dictionary") return mayHoldSame(a.value, b.value, table, depth + 1);
  // An object with named fields may be handed in as one of any keys, too.
  if (a.kind === "dictionary" || b.kind === "dictionary") return a.kind === "record" || b.kind === "record";
  const isList = (type: Type): boolean => type.kind === "array" || type.kind === "tuple";
  if (!isList(a) || !isList(b)) return false;
  const [left, right] = [elementType(a, table), elementType(b, table)];
  return left === undefined || right === undefined || mayHoldSame(left, right, table, depth + 1);
}

function mayHoldSame(a: Type, b: Type, table: TypeTable, depth: number): boolean {
  if (a.kind === "union") return a.members.some((member) => mayHoldSame(member, b, table, depth));
  if (b.kind === "union") return mayHoldSame(b, a, table, depth);
  return isReference(a) && isReference(b) ? mayBeOne(a, b, table, depth) : a.kind === b.kind;
}
