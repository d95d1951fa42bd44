/**
 * Making IR: a function builder owns the table of values, region builders append ops to it.
 *
 *   const fn = new FunctionBuilder({ id, name, fileName, origin });
 *   const x = fn.value(numberType, "x");
 *   const body = fn.region();
 *   const y = body.prim("mul", [x, x], origin, "y");
 *   const square = fn.finish([x], numberType, body.finish({ kind: "return", value: y, origin }));
 *
 * Every method that appends takes the origin after what the op needs, and last the name wished for its result.
 */
import { InternalError } from "../base/internal-error.ts";
import { valueId } from "./ir.ts";
import type {
  AllocateOp,
  Construct,
  Element,
  ForOp,
  FunctionId,
  IrFunction,
  Key,
  Label,
  OpaqueOp,
  Op,
  Origin,
  RecordOp,
  Region,
  Terminator,
  Value,
  ValueId,
  ViewOp,
} from "./ir.ts";
import {
  booleanType,
  elementType,
  fieldType,
  isFixedShape,
  isReference,
  nullType,
  numberType,
  stringType,
  tangentOf,
  undefinedType,
  unionOf,
} from "./types.ts";
import type { Type, TypeTable } from "./types.ts";

/** Primitives whose result is a boolean (tested against the rule table). `select` has the type of its second argument. */
export const booleanPrims: ReadonlySet<string> = new Set([
  "lt",
  "le",
  "gt",
  "ge",
  "eq",
  "ne",
  "looseEq",
  "looseNe",
  "not",
  "and",
  "or",
]);

export interface FunctionHead {
  readonly id: FunctionId;
  readonly name: string;
  readonly fileName: string;
  readonly origin: Origin;
}

export class FunctionBuilder {
  readonly head: FunctionHead;
  /** The unit's named types, for types that follow from others. */
  readonly types: TypeTable;
  readonly #values: Value[];

  constructor(head: FunctionHead, types: TypeTable = new Map(), values: readonly Value[] = []) {
    this.head = head;
    this.types = types;
    this.#values = [...values];
  }

  /** Goes on from a function: its value ids stay valid, new ones follow. `head` replaces what is to differ. */
  static from(fn: IrFunction, head: Partial<FunctionHead> = {}, types: TypeTable = new Map()): FunctionBuilder {
    const { id, name, fileName, origin } = fn;
    return new FunctionBuilder({ id, name, fileName, origin, ...head }, types, fn.values);
  }

  /** A new value, to be defined by exactly one op or region. */
  value(type: Type, name?: string): ValueId {
    this.#values.push(name === undefined ? { type } : { type, name });
    return valueId(this.#values.length - 1);
  }

  /** How many values there are: every later one has an id from here on. */
  get size(): number {
    return this.#values.length;
  }

  /** A new value of the type and name of another. */
  valueLike(value: ValueId, name: string | undefined = this.nameOf(value)): ValueId {
    return this.value(this.typeOf(value), name);
  }

  valueOf(value: ValueId): Value {
    const found = this.#values[value];
    if (!found) throw new InternalError(`%${value} is no value of ${this.head.name}`);
    return found;
  }

  typeOf(value: ValueId): Type {
    return this.valueOf(value).type;
  }

  nameOf(value: ValueId): string | undefined {
    return this.valueOf(value).name;
  }

  /** Gives a value the name of the variable that it turned out to be assigned to. */
  rename(value: ValueId, name: string): void {
    this.#values[value] = { type: this.typeOf(value), name };
  }

  /** A region under construction; its parameters are new values (take `.params`) or given ones. */
  region(params: readonly (Value | ValueId)[] = []): RegionBuilder {
    const ids = params.map((param) => (typeof param === "number" ? param : this.value(param.type, param.name)));
    return new RegionBuilder(this, ids);
  }

  finish(params: readonly ValueId[], resultType: Type, body: Region): IrFunction {
    return { ...this.head, params, resultType, values: [...this.#values], body };
  }
}

export class RegionBuilder {
  readonly fn: FunctionBuilder;
  readonly params: readonly ValueId[];
  readonly #ops: Op[] = [];

  constructor(fn: FunctionBuilder, params: readonly ValueId[] = []) {
    this.fn = fn;
    this.params = params;
  }

  /** What was appended so far. */
  get ops(): readonly Op[] {
    return this.#ops;
  }

  append(op: Op): void {
    this.#ops.push(op);
  }

  finish(end: Terminator): Region {
    return { params: this.params, ops: [...this.#ops], end };
  }

  /** Ends in a yield. */
  yields(values: readonly ValueId[], origin: Origin): Region {
    return this.finish({ kind: "yield", values, origin });
  }

  /** Ends in a return. */
  returns(value: ValueId | undefined, origin: Origin): Region {
    return this.finish({ kind: "return", value, origin });
  }

  // -- values ------------------------------------------------------------------------------------------------------------

  const_(value: number | boolean | string | bigint | null | undefined, origin: Origin, name?: string): ValueId {
    return this.#result(typeOfConst(value), name, (result) => ({ kind: "const", result, value, origin }));
  }

  number(value: number, origin: Origin, name?: string): ValueId {
    return this.const_(value, origin, name);
  }

  undef(type: Type, origin: Origin, name?: string): ValueId {
    return this.#result(type, name, (result) => ({ kind: "undef", result, origin }));
  }

  prim(prim: string, args: readonly ValueId[], origin: Origin, name?: string): ValueId {
    return this.#result(this.#typeOfPrim(prim, args), name, (result) => ({ kind: "prim", result, prim, args, origin }));
  }

  /** The sum of two tangents or adjoints, in which 0 is neutral. */
  sum(a: ValueId, b: ValueId, origin: Origin, name?: string): ValueId {
    return this.#result(numberType, name, (result) => ({
      kind: "prim",
      result,
      prim: "add",
      args: [a, b],
      free: true,
      origin,
    }));
  }

  fold(prim: string, args: readonly Element[], origin: Origin, name?: string): ValueId {
    return this.#result(numberType, name, (result) => ({ kind: "fold", result, prim, args, origin }));
  }

  cast(arg: ValueId, type: Type, origin: Origin, name?: string): ValueId {
    return this.#result(type, name, (result) => ({ kind: "cast", result, arg, origin }));
  }

  call(callee: FunctionId, args: readonly ValueId[], type: Type, origin: Origin, name?: string): ValueId {
    return this.#result(type, name, (result) => ({ kind: "call", result, callee, args, origin }));
  }

  /** A call that the adjoint sweep computes again. */
  checkpoint(callee: FunctionId, args: readonly ValueId[], type: Type, origin: Origin): ValueId {
    return this.#result(type, undefined, (result) => ({
      kind: "call",
      result,
      callee,
      args,
      checkpoint: true,
      origin,
    }));
  }

  opaque(op: Omit<OpaqueOp, "kind" | "result">, type: Type, name?: string): ValueId {
    return this.#result(type, name, (result) => ({ kind: "opaque", result, ...op }));
  }

  /** The value itself, of which derivatives take no notice. */
  stop(arg: ValueId, origin: Origin, name?: string): ValueId {
    const op = { pieces: ["(", ")"], args: [arg], effect: "pure", precedence: 20, origin, stops: true } as const;
    return this.opaque(op, this.fn.typeOf(arg), name);
  }

  // -- memory ------------------------------------------------------------------------------------------------------------

  /** `type` is an array or a tuple. */
  array(elements: readonly (Element | ValueId)[], type: Type, origin: Origin, name?: string): ValueId {
    const list = elements.map((element, i) => this.#fitting(elementOf(element), elementAt(type, i), origin));
    return this.#result(type, name, (result) => ({ kind: "array", result, elements: list, origin }));
  }

  /** Without `type`: the record of exactly these fields. */
  record(fields: Readonly<Record<string, ValueId>>, origin: Origin, type?: Type, name?: string): ValueId {
    return this.recordOf(
      Object.entries(fields).map(([field, value]) => ({ name: field, value })),
      origin,
      type,
      name,
    );
  }

  recordOf(list: RecordOp["fields"], origin: Origin, type?: Type, name?: string): ValueId {
    const own = type ?? { kind: "record", fields: list.map((f) => ({ name: f.name, type: this.fn.typeOf(f.value) })) };
    return this.#result(own, name, (result) => ({
      kind: "record",
      result,
      fields: this.#fields(list, own, origin),
      origin,
    }));
  }

  /** A new instance of a class. */
  construct(construct: Construct | undefined, fields: RecordOp["fields"], type: Type, origin: Origin): ValueId {
    const made = construct ? { construct } : {};
    const list = this.#fields(fields, type, origin);
    return this.#result(type, undefined, (result) => ({ kind: "record", result, fields: list, ...made, origin }));
  }

  allocate(type: Type, { length, fill }: Pick<AllocateOp, "length" | "fill">, origin: Origin, name?: string): ValueId {
    const filled = fill === undefined ? {} : { fill };
    return this.#result(type, name, (result) => ({ kind: "allocate", result, length, ...filled, origin }));
  }

  /** `arg` must have a tangent type. Where the type alone says the shape, `arg` is not mentioned. */
  zerosLike(arg: ValueId, origin: Origin, name?: string): ValueId {
    const type = tangentOf(this.fn.typeOf(arg), this.fn.types);
    if (!type) throw new InternalError(`zeros-like of %${arg}, which carries no derivative`);
    return this.zerosOf(type, origin, name) ?? this.#zerosLike(arg, type, origin, name);
  }

  /** Zeros of a tangent type whose shape is fixed (records and tuples down to numbers); undefined for any other. */
  zerosOf(type: Type, origin: Origin, name?: string): ValueId | undefined {
    if (!isFixedShape(type)) return undefined;
    const inner = (part: Type): ValueId =>
      part.kind === "undefined"
        ? this.const_(undefined, origin)
        : (this.zerosOf(part, origin) ?? this.number(0, origin));
    if (type.kind === "tuple") return this.array(type.elements.map(inner), type, origin, name);
    if (type.kind !== "record") return undefined;
    return this.record(
      Object.fromEntries(type.fields.map((field) => [field.name, inner(field.type)])),
      origin,
      type,
      name,
    );
  }

  #zerosLike(arg: ValueId, type: Type, origin: Origin, name: string | undefined): ValueId {
    return this.#result(type, name, (result) => ({ kind: "zeros-like", result, arg, origin }));
  }

  clone(arg: ValueId, origin: Origin, name?: string): ValueId {
    return this.#result(this.fn.typeOf(arg), name, (result) => ({ kind: "clone", result, arg, origin }));
  }

  load(ref: ValueId, key: Key | ValueId | string, type: Type, origin: Origin, name?: string): ValueId {
    return this.#result(type, name, (result) => ({ kind: "load", result, ref, key: keyOf(key), origin }));
  }

  store(ref: ValueId, key: Key | ValueId | string, value: ValueId, origin: Origin): void {
    if (key === "length" && elementType(this.fn.typeOf(ref), this.fn.types))
      throw new InternalError("the length of an array is set by resize");
    const place = keyOf(key);
    const own = this.fn.typeOf(ref);
    const held = place.kind === "field" ? fieldType(own, place.name, this.fn.types) : elementType(own, this.fn.types);
    const kept = this.#widened(this.#inPlaceOfMemory(value, held, origin), held, origin);
    this.append({ kind: "store", ref, key: place, value: kept, origin });
  }

  /** `null` where memory may stand is what the place holds: the shadow of the place then holds nothing either. */
  #inPlaceOfMemory(value: ValueId, held: Type | undefined, origin: Origin): ValueId {
    const type = this.fn.typeOf(value);
    if ((type.kind !== "null" && type.kind !== "undefined") || !held || !isReference(held)) return value;
    return this.cast(value, unionOf([held, type]), origin);
  }

  /** `ref.length = length`. */
  resize(ref: ValueId, length: ValueId, origin: Origin): void {
    this.append({ kind: "store", ref, key: keyOf("length"), value: length, origin, resizes: true });
  }

  /** `delete ref[index]`, of a dictionary that has the key. */
  remove(ref: ValueId, index: ValueId, origin: Origin): void {
    const value = this.const_(undefined, origin);
    this.append({ kind: "store", ref, key: keyOf(index), value, origin, removes: true });
  }

  length(ref: ValueId, origin: Origin, name?: string): ValueId {
    return this.#result(numberType, name, (result) => ({ kind: "length", result, ref, origin }));
  }

  hasIndex(ref: ValueId, index: ValueId, origin: Origin, name?: string): ValueId {
    return this.#result(booleanType, name, (result) => ({ kind: "has-index", result, ref, index, origin }));
  }

  /** Gives the new length. */
  push(ref: ValueId, elements: readonly (Element | ValueId)[], origin: Origin, name?: string): ValueId {
    const held = elementType(this.fn.typeOf(ref), this.fn.types);
    const list = elements.map((element) => this.#fitting(elementOf(element), held, origin));
    return this.#result(numberType, name, (result) => ({ kind: "push", result, ref, elements: list, origin }));
  }

  pop(ref: ValueId, type: Type, origin: Origin, name?: string): ValueId {
    return this.#result(type, name, (result) => ({ kind: "pop", result, ref, origin }));
  }

  fill(ref: ValueId, value: ValueId, origin: Origin): void {
    const held = elementType(this.fn.typeOf(ref), this.fn.types);
    this.append({ kind: "fill", ref, value: this.#widened(value, held, origin), origin });
  }

  /** `type` is that of `ref`, unless that is a buffer. */
  view(ref: ValueId, range: Pick<ViewOp, "from" | "to">, type: Type, origin: Origin, name?: string): ValueId {
    return this.#result(type, name, (result) => ({ kind: "view", result, ref, ...range, origin }));
  }

  comment(text: string, origin: Origin, blank: boolean = false): void {
    this.append({ kind: "comment", text, blank, origin });
  }

  // -- control: regions come finished, from `fn.region(…)` ------------------------------------------------------------------

  if_(op: {
    readonly condition: ValueId;
    readonly then: Region;
    readonly else: Region;
    readonly results: readonly (Value | ValueId)[];
    readonly origin: Origin;
  }): readonly ValueId[] {
    const results = this.#results(op.results);
    this.append({ kind: "if", results, condition: op.condition, then: op.then, else: op.else, origin: op.origin });
    return results;
  }

  /** Without `results`: values like the carried parameters of the body. */
  for_(op: Omit<ForOp, "kind" | "results"> & { readonly results?: readonly (Value | ValueId)[] }): readonly ValueId[] {
    const results = this.#results(op.results ?? op.body.params.slice(1).map((param) => this.fn.valueOf(param)));
    this.append({ ...op, kind: "for", results });
    return results;
  }

  /** Without `results`: values like the parameters of `after`. */
  while_(op: {
    readonly label: Label;
    readonly inits: readonly ValueId[];
    readonly before: Region;
    readonly after: Region;
    readonly results?: readonly (Value | ValueId)[];
    readonly origin: Origin;
  }): readonly ValueId[] {
    const results = this.#results(op.results ?? op.after.params.map((param) => this.fn.valueOf(param)));
    this.append({ ...op, kind: "while", results });
    return results;
  }

  block(op: {
    readonly label: Label;
    readonly body: Region;
    readonly results: readonly (Value | ValueId)[];
    readonly origin: Origin;
  }): readonly ValueId[] {
    const results = this.#results(op.results);
    this.append({ ...op, kind: "block", results });
    return results;
  }

  /** `handler` has one parameter: what was thrown. */
  try_(op: {
    readonly body: Region;
    readonly handler: Region;
    readonly results: readonly (Value | ValueId)[];
    readonly origin: Origin;
  }): readonly ValueId[] {
    const results = this.#results(op.results);
    this.append({ ...op, kind: "try", results });
    return results;
  }

  /**
   * What is put in a place of numbers is a number, also where its own type is a literal's (`LIMITS.low`): the shadow of the place then gets
   * the tangent 0, and does not keep that of what stood there.
   */
  #widened(value: ValueId, held: Type | undefined, origin: Origin): ValueId {
    const type = this.fn.typeOf(value);
    if (type.kind !== "number" || !type.discrete || !held) return value;
    const members = held.kind === "union" ? held.members : [held];
    const isNumber = members.some((member) => member.kind === "number" && !member.discrete);
    return isNumber ? this.cast(value, numberType, origin) : value;
  }

  #fitting(element: Element, held: Type | undefined, origin: Origin): Element {
    if (element.kind === "spread") return element;
    const value = this.#widened(element.value, held, origin);
    return value === element.value ? element : { kind: "value", value };
  }

  #fields(fields: RecordOp["fields"], type: Type, origin: Origin): RecordOp["fields"] {
    return fields.map((field) => {
      const held = fieldType(type, field.name, this.fn.types);
      const value = this.#widened(field.value, field.optional && held ? unionOf([held, undefinedType]) : held, origin);
      return value === field.value ? field : { ...field, value };
    });
  }

  #result(type: Type, name: string | undefined, make: (result: ValueId) => Op): ValueId {
    const result = this.fn.value(type, name);
    this.append(make(result));
    return result;
  }

  #results(wishes: readonly (Value | ValueId)[]): readonly ValueId[] {
    return wishes.map((wish) => (typeof wish === "number" ? wish : this.fn.value(wish.type, wish.name)));
  }

  #typeOfPrim(prim: string, args: readonly ValueId[]): Type {
    if (prim === "select" && args[1] !== undefined) return this.fn.typeOf(args[1]);
    return booleanPrims.has(prim) ? booleanType : numberType;
  }
}

function typeOfConst(value: number | boolean | string | bigint | null | undefined): Type {
  switch (typeof value) {
    case "number":
      return numberType;
    case "boolean":
      return booleanType;
    case "string":
      return stringType;
    case "bigint":
      return { kind: "bigint" };
    case "undefined":
      return undefinedType;
    default:
      return nullType;
  }
}

function elementAt(type: Type, i: number): Type | undefined {
  return type.kind === "tuple" ? type.elements[i] : type.kind === "array" ? type.element : undefined;
}

function elementOf(element: Element | ValueId): Element {
  return typeof element === "number" ? { kind: "value", value: element } : element;
}

function keyOf(key: Key | ValueId | string): Key {
  if (typeof key === "number") return { kind: "index", index: key };
  return typeof key === "string" ? { kind: "field", name: key } : key;
}
