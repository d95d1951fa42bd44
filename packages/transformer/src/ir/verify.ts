/**
 * States the invariants of the IR (`ir.ts` says them in words) and finds where a function breaks them. Runs after every pass
 * in tests, the command and the playground; linear in the size of the function.
 */
import { assertNever } from "../base/assert-never.ts";
import { assignableIn, resolve } from "./assignable.ts";
import type { Assignable } from "./assignable.ts";
import { booleanPrims } from "./build.ts";
import type { Element, ForOp, IrFunction, Key, Label, Op, Region, Terminator, Unit, ValueId, WhileOp } from "./ir.ts";
import { printType } from "./print-type.ts";
import { booleanType, elementType, fieldType, numberType, tangentOf, voidType } from "./types.ts";
import type { Type, TypeTable } from "./types.ts";
import { operandsOf, resultsOf, terminatorOperands } from "./visit.ts";

export type Invariant = "ssa" | "terminated" | "arity" | "types" | "exits-structured";

export interface Violation {
  readonly invariant: Invariant;
  readonly message: string;
  readonly op?: Op | Terminator;
}

export interface VerifyOptions {
  /** How many arguments a primitive takes; undefined for what is none. */
  readonly arities: (prim: string) => number | "variadic" | undefined;
  /** For calls and named types; without it neither is looked into. */
  readonly unit?: Unit;
  /** Whether structure-exits has run: also checks exits-structured. */
  readonly structured?: boolean;
}

/** Every violation, in the order of the text; an empty list for a good function. */
export function verify(fn: IrFunction, options: VerifyOptions): readonly Violation[] {
  return new Verifier(fn, options).run();
}

type Ends = ReadonlySet<Terminator["kind"]>;

/** What the place of a region expects of its end. */
interface Place {
  readonly what: string;
  readonly allowed: Ends;
  /** The same after structure-exits. */
  readonly structured: Ends;
  /** What a yield or condition gives its values to. */
  readonly targets: readonly ValueId[];
}

/** What an enclosing label accepts. */
interface Target {
  readonly breaks: readonly ValueId[];
  /** Undefined for a block, which cannot be continued. */
  readonly continues: readonly ValueId[] | undefined;
}

const body: Ends = new Set(["return", "throw"]);
const branch: Ends = new Set(["yield", "return", "break", "continue", "throw"]);
const structuredBranch: Ends = new Set(["yield", "throw"]);
const test: Ends = new Set(["condition", "return", "break", "continue", "throw"]);
const structuredTest: Ends = new Set(["condition", "throw"]);

/** Primitives that take anything, or strings too. */
const takesAnything: ReadonlySet<string> = new Set([...booleanPrims, "select", "toNumber"]);

class Verifier {
  readonly #fn: IrFunction;
  readonly #options: VerifyOptions;
  readonly #types: TypeTable;
  readonly #fits: Assignable;
  readonly #violations: Violation[] = [];
  /** Where each value stands in the walk. */
  readonly #states: ("visible" | "hidden" | undefined)[];
  readonly #targets = new Map<Label, Target>();

  constructor(fn: IrFunction, options: VerifyOptions) {
    this.#fn = fn;
    this.#options = options;
    this.#types = options.unit?.types ?? new Map();
    this.#fits = assignableIn(this.#types);
    this.#states = fn.values.map(() => undefined);
  }

  run(): readonly Violation[] {
    const { params, body: region } = this.#fn;
    for (const param of params) this.#define(param);
    if (region.params.length > 0) this.#report("arity", "the body of a function has no parameters of its own");
    this.#region(region, { what: "the body of a function", allowed: body, structured: body, targets: [] });
    return this.#violations;
  }

  #report(invariant: Invariant, message: string, op?: Op | Terminator): void {
    this.#violations.push(op ? { invariant, message, op } : { invariant, message });
  }

  // -- regions and scope -----------------------------------------------------------------------------------------------------

  #region(region: Region, place: Place): void {
    for (const param of region.params) this.#define(param);
    for (const op of region.ops) this.#op(op);
    for (const value of terminatorOperands(region.end)) this.#use(value, region.end);
    this.#end(region.end, place);
    // Leaving the region: what it defined is not seen from outside.
    for (const param of region.params) this.#hide(param);
    for (const op of region.ops) for (const result of resultsOf(op)) this.#hide(result);
  }

  #define(value: ValueId, op?: Op): void {
    if (!this.#fn.values[value]) this.#report("ssa", `%${value} is not in the table of values`, op);
    else if (this.#states[value]) this.#report("ssa", `%${value} is defined twice`, op);
    this.#states[value] = "visible";
  }

  #hide(value: ValueId): void {
    this.#states[value] = "hidden";
  }

  #use(value: ValueId, op: Op | Terminator): void {
    const state = this.#states[value];
    if (state === "visible") return;
    const why = state === "hidden" ? "outside of the region that defines it" : "before it is defined";
    this.#report("ssa", `%${value} is used ${why}`, op);
  }

  // -- ops -------------------------------------------------------------------------------------------------------------------

  #op(op: Op): void {
    for (const operand of operandsOf(op)) this.#use(operand, op);
    this.#regions(op);
    for (const result of resultsOf(op)) this.#define(result, op);
    this.#check(op);
  }

  #regions(op: Op): void {
    switch (op.kind) {
      case "if": {
        const place: Place = { ...branchPlace, what: "a branch", targets: op.results };
        this.#noParams(op.then, op);
        this.#noParams(op.else, op);
        this.#region(op.then, place);
        return this.#region(op.else, place);
      }
      case "for":
        return this.#labelled(op, { breaks: op.results, continues: op.body.params.slice(1) }, () =>
          this.#region(op.body, { ...branchPlace, what: "the body of a loop", targets: op.body.params.slice(1) }),
        );
      case "while":
        return this.#while(op);
      case "block":
        this.#noParams(op.body, op);
        return this.#labelled(op, { breaks: op.results, continues: undefined }, () =>
          this.#region(op.body, { ...branchPlace, what: "a block", targets: op.results }),
        );
      default:
        return undefined;
    }
  }

  #while(op: WhileOp): void {
    const { before, after, results } = op;
    if (results.length !== after.params.length) {
      this.#report(
        "arity",
        `the loop has ${results.length} results and its body ${after.params.length} parameters`,
        op,
      );
    }
    this.#labelled(op, { breaks: results, continues: before.params }, () => {
      const place = { what: "the test of a loop", allowed: test, structured: structuredTest, targets: after.params };
      this.#region(before, place);
      this.#region(after, { ...branchPlace, what: "the body of a loop", targets: before.params });
    });
  }

  #labelled(op: Op & { readonly label: Label }, target: Target, inside: () => void): void {
    const outer = this.#targets.get(op.label);
    if (outer) this.#report("terminated", `the label ${op.label} stands inside itself`, op);
    this.#targets.set(op.label, target);
    inside();
    if (outer) this.#targets.set(op.label, outer);
    else this.#targets.delete(op.label);
  }

  #noParams(region: Region, op: Op): void {
    if (region.params.length > 0) this.#report("arity", `a region of ${op.kind} has no parameters`, op);
  }

  // -- exits -----------------------------------------------------------------------------------------------------------------

  #end(end: Terminator, place: Place): void {
    if (!place.allowed.has(end.kind)) this.#report("terminated", `${place.what} ends in ${end.kind}`, end);
    else if (this.#options.structured && !place.structured.has(end.kind)) {
      this.#report("exits-structured", `${place.what} ends in ${end.kind}`, end);
    }
    switch (end.kind) {
      case "yield":
        return this.#pass(end.values, place.targets, end, "yields");
      case "condition":
        return this.#pass(end.values, place.targets, end, "gives");
      case "return":
        return this.#return(end.value, end);
      case "break":
      case "continue": {
        const target = this.#targets.get(end.label);
        const slots = end.kind === "break" ? target?.breaks : target?.continues;
        if (slots) return this.#pass(end.values, slots, end, `${end.kind}s with`);
        return this.#report("terminated", `nothing around it is a ${end.kind} target labelled ${end.label}`, end);
      }
      case "throw":
        return undefined;
      default:
        return assertNever(end, "terminator");
    }
  }

  #return(value: ValueId | undefined, end: Terminator): void {
    const { resultType } = this.#fn;
    if (value !== undefined && resultType.kind !== "void")
      return this.#fit(this.#type(value), resultType, `return %${value}`, end);
    if ((value === undefined) !== (resultType.kind === "void")) {
      this.#report("arity", `returns ${value === undefined ? "nothing" : "a value"} as ${printType(resultType)}`, end);
    }
  }

  /** Values that become other values: equally many, of fitting types. */
  #pass(from: readonly ValueId[], to: readonly ValueId[], op: Op | Terminator, what: string): void {
    if (from.length !== to.length) {
      return this.#report("arity", `${what} ${from.length} values where ${to.length} are taken`, op);
    }
    for (const [i, value] of from.entries()) {
      const target = to[i] ?? value;
      this.#fit(this.#type(value), this.#type(target), `${what} %${value} for %${target}`, op);
    }
  }

  // -- arity and types of one op -----------------------------------------------------------------------------------------------

  #check(op: Op): void {
    switch (op.kind) {
      case "const":
        return this.#fit(typeOfConst(op.value), this.#type(op.result), "the constant", op);
      case "prim":
        return this.#prim(op.prim, op.args, op.result, op);
      case "fold": {
        if (this.#options.arities(op.prim) !== "variadic") this.#report("arity", `${op.prim} folds nothing`, op);
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
        for (const { name, value } of op.fields) {
          this.#alike(this.#type(value), this.#fieldOf(op.result, name, op), `field ${name}`, op);
        }
        return undefined;
      case "allocate":
        this.#number(this.#type(op.length), op);
        if (op.fill === undefined) return undefined;
        return this.#alike(this.#type(op.fill), this.#elementOf(op.result), "the filling", op);
      case "zeros-like": {
        const tangent = tangentOf(this.#type(op.arg), this.#types);
        if (tangent) return this.#alike(tangent, this.#type(op.result), "the shadow", op);
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
        this.#number(this.#type(op.index), op);
        return this.#fit(booleanType, this.#type(op.result), "the answer", op);
      case "for":
        return this.#for(op);
      case "while":
        return this.#pass(op.inits, op.before.params, op, "starts with");
      case "undef":
      case "cast":
      case "length":
      case "comment":
      case "if":
      case "block":
        return undefined;
      default:
        return assertNever(op, "op");
    }
  }

  #prim(prim: string, args: readonly ValueId[], result: ValueId, op: Op): void {
    const arity = this.#options.arities(prim);
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
    if (!this.#options.unit) return;
    const target = callee === this.#fn.id ? this.#fn : this.#options.unit.functions.get(callee);
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
      if (elements.length !== type.elements.length) {
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
    this.#pass(op.inits, carried, op, "starts with");
    this.#pass(carried, op.results, op, "ends with");
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
    this.#number(this.#type(key.index), op);
    return this.#elementsAt(ref, op);
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

const branchPlace: Pick<Place, "allowed" | "structured"> = { allowed: branch, structured: structuredBranch };

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
