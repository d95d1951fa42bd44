/** The invariants `arity` and `types`: what one op gets and gives, in number and type. */
import { assertNever } from "../base/assert-never.ts";
import { assignableIn, resolve } from "./assignable.ts";
import type { Assignable } from "./assignable.ts";
import { booleanPrims } from "./build.ts";
import type { FunctionId, Element, ForOp, IrFunction, Key, Op, Terminator, Unit, ValueId } from "./ir.ts";
import { printType } from "./print-type.ts";
import {
  booleanType,
  dictionaryOf,
  elementType,
  fieldType,
  float64ArrayType,
  isBuffer,
  numberType,
  tangentOf,
  voidType,
  undefinedType,
  unionOf,
} from "./types.ts";
import type { Type, TypeTable } from "./types.ts";

/** How many arguments a primitive takes; undefined for what is none. */
export type Arities = (prim: string) => number | "variadic" | undefined;
export type Report = (invariant: "arity" | "types", message: string, op: Op | Terminator) => void;

/** Primitives that take anything, or strings too. */
const takesAnything: ReadonlySet<string> = new Set([...booleanPrims, "select", "toNumber"]);

export interface OpChecksOptions {
  readonly arities: Arities;
  readonly unit?: Unit;
  readonly isPromised?: (id: FunctionId) => boolean;
}

export class OpChecks {
  readonly #fn: IrFunction;
  readonly #arities: Arities;
  readonly #unit: Unit | undefined;
  readonly #isPromised: (id: FunctionId) => boolean;
  readonly #report: Report;
  readonly #types: TypeTable;
  readonly #fits: Assignable;

  constructor(fn: IrFunction, { arities, unit, isPromised }: OpChecksOptions, report: Report) {
    this.#fn = fn;
    this.#arities = arities;
    this.#unit = unit;
    this.#isPromised = isPromised ?? (() => false);
    this.#report = report;
    this.#types = unit?.types ?? new Map();
    this.#fits = assignableIn(this.#types);
  }

  /** What a function returns. */
  returned(value: ValueId | undefined, end: Terminator): void {
    const { resultType } = this.#fn;
    const isVoid = resultType.kind === "void";
    if ((value === undefined) !== isVoid) {
      this.#report("arity", `returns ${value === undefined ? "nothing" : "a value"} as ${printType(resultType)}`, end);
    } else if (value !== undefined) this.#fit(this.#type(value), resultType, `return %${value}`, end);
  }

  /** Values that become other values: equally many, of fitting types. */
  pass(from: readonly ValueId[], to: readonly ValueId[], op: Op | Terminator, what: string): void {
    if (from.length !== to.length) {
      return this.#report("arity", `${what} ${from.length} values where ${to.length} are taken`, op);
    }
    for (const [i, value] of from.entries()) {
      const target = to[i] ?? value;
      this.#fit(this.#type(value), this.#type(target), `${what} %${value} for %${target}`, op);
    }
  }

  /** An op on its own; what its regions and exits pass on is checked by `pass`. */
  check(op: Op): void {
    switch (op.kind) {
      case "const":
        return this.#fit(typeOfConst(op.value), this.#type(op.result), "the constant", op);
      case "prim":
        return this.#prim(op.prim, op.args, op.result, op);
      case "fold": {
        if (this.#arities(op.prim) !== "variadic") this.#report("arity", `${op.prim} folds nothing`, op);
        for (const { kind, value } of op.args) this.#number(this.#itemType({ kind, value }, op), op);
        return this.#fit(numberType, this.#type(op.result), op.prim, op);
      }
      case "call":
        return this.#call(op.callee, op.args, op.result, op);
      case "opaque": {
        const { pieces, args } = op;
        if (pieces.length === args.length + 1) return undefined;
        return this.#report("arity", `opaque text of ${pieces.length} pieces around ${args.length} values`, op);
      }
      case "array":
        return this.#array(op.elements, op.result, op);
      case "record":
        for (const { name, value, optional } of op.fields) {
          const held = this.#fieldOf(op.result, name, op);
          const type = optional && held ? unionOf([held, undefinedType]) : held;
          this.#alike(this.#type(value), type, `field ${name}`, op);
        }
        return undefined;
      case "allocate":
        this.#number(this.#type(op.length), op);
        if (op.fill === undefined) return undefined;
        return this.#alike(this.#type(op.fill), this.#elementOf(op.result), "the filling", op);
      case "zeros-like": {
        const tangent = tangentOf(this.#type(op.arg), this.#types);
        if (tangent) return this.#alike(tangent, this.#type(op.result), "the shadow", op);
        // A named type of another table is not looked into.
        if (resolve(this.#type(op.arg), this.#types) === undefined) return undefined;
        return this.#report("types", `%${op.arg}: ${this.#text(op.arg)} carries no derivative`, op);
      }
      case "clone":
        return this.#alike(this.#type(op.arg), this.#type(op.result), "the copy", op);
      case "load":
        return this.#alike(this.#at(op.ref, op.key, op), this.#type(op.result), "what is read", op);
      case "store":
        return this.#alike(this.#type(op.value), this.#at(op.ref, op.key, op), "what is stored", op);
      case "fill":
        return this.#alike(this.#type(op.value), this.#elementOf(op.ref), "the filling", op);
      case "push":
        for (const { kind, value } of op.elements) {
          const type = this.#itemType({ kind, value }, op);
          this.#alike(type, this.#elementOf(op.ref), "what is pushed", op);
        }
        return undefined;
      case "pop":
        return this.#alike(this.#elementOf(op.ref), this.#type(op.result), "what is popped", op);
      case "has-index":
        this.#index(op.ref, op.index, op);
        return this.#fit(booleanType, this.#type(op.result), "the answer", op);
      case "view":
        for (const value of [op.from, ...(op.to === undefined ? [] : [op.to])]) this.#number(this.#type(value), op);
        if (isBuffer(this.#type(op.ref))) return this.#fit(float64ArrayType, this.#type(op.result), "the view", op);
        return this.#alike(this.#type(op.ref), this.#type(op.result), "the view", op);
      case "for":
        return this.#for(op);
      case "while":
        return this.pass(op.inits, op.before.params, op, "starts with");
      case "undef":
      case "cast":
      case "length":
      case "comment":
      case "if":
      case "block":
      case "try":
        return undefined;
      default:
        return assertNever(op, "op");
    }
  }

  #prim(prim: string, args: readonly ValueId[], result: ValueId, op: Op): void {
    const arity = this.#arities(prim);
    if (arity === undefined) return this.#report("arity", `${prim} is no primitive`, op);
    if (arity !== "variadic" && arity !== args.length) {
      this.#report("arity", `${prim} takes ${arity} arguments, not ${args.length}`, op);
    }
    if (prim === "select") {
      for (const arg of args.slice(1)) this.#fit(this.#type(arg), this.#type(result), `%${arg}`, op);
      return;
    }
    if (!takesAnything.has(prim)) for (const arg of args) this.#number(this.#type(arg), op);
    this.#fit(booleanPrims.has(prim) ? booleanType : numberType, this.#type(result), prim, op);
  }

  #call(callee: IrFunction["id"], args: readonly ValueId[], result: ValueId, op: Op): void {
    if (!this.#unit) return;
    const target = callee === this.#fn.id ? this.#fn : this.#unit.functions.get(callee);
    if (!target && this.#isPromised(callee)) return;
    if (!target) return this.#report("arity", `${callee} is no function of the unit`, op);
    if (args.length !== target.params.length) {
      return this.#report("arity", `${callee} takes ${target.params.length} arguments, not ${args.length}`, op);
    }
    for (const [i, arg] of args.entries()) {
      const param = target.params[i];
      const type = param === undefined ? undefined : target.values[param]?.type;
      if (type) this.#fit(this.#type(arg), type, `argument %${arg}`, op);
    }
    this.#fit(target.resultType, this.#type(result), "the result", op);
  }

  #array(elements: readonly Element[], result: ValueId, op: Op): void {
    const type = resolve(this.#type(result), this.#types);
    if (type?.kind === "tuple" && elements.every((element) => element.kind === "value")) {
      const missing = type.elements.length - elements.length;
      if (missing < 0 || missing > (type.optional ?? 0)) {
        return this.#report("arity", `${elements.length} elements as ${printType(type)}`, op);
      }
      for (const [i, { value }] of elements.entries()) {
        this.#alike(this.#type(value), type.elements[i], `element ${i}`, op);
      }
      return;
    }
    for (const { kind, value } of elements) {
      this.#alike(this.#itemType({ kind, value }, op), this.#elementOf(result), `%${value}`, op);
    }
  }

  #for(op: ForOp): void {
    const [counter, ...carried] = op.body.params;
    const { step, compare } = op;
    this.#number(this.#type(op.from), op);
    this.#number(this.#type(op.to), op);
    if (counter === undefined)
      this.#report("arity", "the body of a counted loop has its counter as first parameter", op);
    else this.#fit(numberType, this.#type(counter), "the counter", op);
    if (!Number.isInteger(step) || step === 0 || step > 0 !== compare.startsWith("<")) {
      this.#report("types", `a counted loop cannot go on by ${step} while ${compare}`, op);
    }
    this.pass(op.inits, carried, op, "starts with");
    this.pass(carried, op.results, op, "ends with");
  }

  // -- types -----------------------------------------------------------------------------------------------------------------

  #type(value: ValueId): Type {
    return this.#fn.values[value]?.type ?? voidType;
  }

  #text(value: ValueId): string {
    return printType(this.#type(value), "wishes");
  }

  /** The type of the elements; undefined where that is not known (an opaque array). */
  #elementOf(ref: ValueId): Type | undefined {
    return elementType(this.#type(ref), this.#types);
  }

  /** The type of what an item gives: itself, or the elements of what is spread. */
  #itemType({ kind, value }: Element, op: Op): Type | undefined {
    return kind === "value" ? this.#type(value) : this.#elementsAt(value, op);
  }

  #elementsAt(ref: ValueId, op: Op): Type | undefined {
    const { kind } = this.#type(ref);
    const element = this.#elementOf(ref);
    const isScalar = kind === "number" || kind === "boolean" || kind === "void";
    if (!element && isScalar) this.#report("types", `%${ref}: ${this.#text(ref)} has no elements`, op);
    return element;
  }

  #fieldOf(ref: ValueId, name: string, op: Op): Type | undefined {
    const type = this.#type(ref);
    const found = fieldType(type, name, this.#types) ?? (/^\d+$/u.test(name) ? this.#elementOf(ref) : undefined);
    const resolved = resolve(type, this.#types);
    if (!found && resolved?.kind === "record") this.#report("types", `${printType(type)} has no field ${name}`, op);
    return found;
  }

  #at(ref: ValueId, key: Key, op: Op): Type | undefined {
    if (key.kind === "field") return this.#fieldOf(ref, key.name, op);
    this.#index(ref, key.index, op);
    return this.#elementsAt(ref, op);
  }

  /** An index is a number, a key of a dictionary anything that can be one. */
  #index(ref: ValueId, index: ValueId, op: Op): void {
    if (dictionaryOf(this.#type(ref), this.#types) === undefined) this.#number(this.#type(index), op);
  }

  #fit(from: Type, to: Type, what: string, op: Op | Terminator): void {
    if (this.#fits(from, to)) return;
    this.#report("types", `${what}: ${printType(from, "wishes")} is no ${printType(to, "wishes")}`, op);
  }

  /** Either fits the other: the checker may have narrowed what it read, or widened what it wrote. */
  #alike(a: Type | undefined, b: Type | undefined, what: string, op: Op): void {
    if (!a || !b || this.#fits(a, b) || this.#fits(b, a)) return;
    this.#report("types", `${what}: ${printType(a, "wishes")} does not go with ${printType(b, "wishes")}`, op);
  }

  /** Arithmetic needs something that can be a number. */
  #number(type: Type | undefined, op: Op): void {
    if (!type) return;
    const resolved = resolve(type, this.#types);
    const members = resolved?.kind === "union" ? resolved.members : [resolved];
    if (members.some((member) => !member || numeric.has(member.kind))) return;
    this.#report("types", `${printType(type, "wishes")} is no number`, op);
  }
}

/** Booleans count as 0 and 1; an opaque type can be anything. */
const numeric: ReadonlySet<Type["kind"]> = new Set(["number", "boolean", "undefined", "opaque"]);

function typeOfConst(value: number | boolean | string | bigint | null | undefined): Type {
  switch (typeof value) {
    case "number":
      return numberType;
    case "undefined":
      return { kind: "undefined" };
    case "object":
      return { kind: "null" };
    default:
      return { kind: typeof value as "boolean" | "string" | "bigint" };
  }
}
