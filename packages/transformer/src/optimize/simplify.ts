/**
 * Folds constants, applies identities that keep every bit, takes branches that are decided, shares pure subexpressions, and
 * forwards what a record was made of to those who read it.
 *   x * 1, x - 0, x / 1, +x              =>   x         (and free 0 + x)
 *   mul %0, %1 ; mul %0, %1              =>   the first one, twice
 *   load (record { a: %1 }).a            =>   %1          (where nobody writes the field)
 *   zeros-like undefined                 =>   undefined   (an optional that is known to be absent)
 * Nothing here may change a result in a single bit: no x + 0 (−0), no x * 0 (NaN), no reassociation. Needs: ssa. Linear.
 */
import { resolve } from "../ir/assignable.ts";
import { jumpsTo } from "../ir/jumps.ts";
import type { CastOp, CloneOp, IfOp, IrFunction, LoadOp, Op, PrimOp, Region, ValueId, ZerosLikeOp } from "../ir/ir.ts";
import { booleanType, isReference, sameType, typeKey } from "../ir/types.ts";
import type { Type, TypeTable } from "../ir/types.ts";
import { eachOp, eachRegion, mapOperands, mapTerminator, operandsOf, terminatorOperands } from "../ir/visit.ts";
import { computePrim, isPrimName, scalarRules } from "../rules/scalar.ts";
import { MemoryVersions } from "./memory-versions.ts";
import { noteWrites } from "./pass.ts";
import type { Pass, WrittenFields } from "./pass.ts";

/** What compares any values. */
const equalities: ReadonlySet<string> = new Set(["eq", "ne", "looseEq", "looseNe"]);

/** Ops that never throw, whatever they are given. */
const harmless: ReadonlySet<Op["kind"]> = new Set(["const", "undef", "prim", "cast", "record", "comment"]);

export const simplify: Pass = {
  name: "simplify",
  run(fn, { types, writtenFields }) {
    return new Simplifier(fn, types, writtenFields).run();
  },
};

type Scalar = number | boolean | string | bigint | null | undefined;

class Simplifier {
  readonly #values: IrFunction["values"][number][] = [];
  readonly #fn: IrFunction;
  readonly #types: TypeTable;
  readonly #now = new Map<ValueId, ValueId>();
  readonly #constants = new Map<ValueId, Scalar>();
  /** The constants that a branch chooses among. */
  readonly #choices = new Map<ValueId, ReadonlySet<Scalar>>();
  /** What other values are as conditions, where both sides of a branch agree. */
  readonly #truths = new Map<ValueId, boolean>();
  /** Values of any type that are not there: undefined, null, or the slot of a path not taken. They have no shape. */
  readonly #absent = new Set<ValueId>();
  readonly #records = new Map<ValueId, ReadonlyMap<string, ValueId>>();
  /** What a negation negates. */
  readonly #opposites = new Map<ValueId, ValueId>();
  /** Pure expressions by their text, innermost region last. */
  readonly #scopes: Map<string, ValueId>[] = [];
  /** Fields that some store writes, and records that someone else may write. */
  readonly #storedFields = new Set<string>();
  readonly #exposed = new Set<ValueId>();

  readonly #memory: MemoryVersions;

  constructor(fn: IrFunction, types: TypeTable, writtenFields: WrittenFields) {
    this.#fn = { ...fn, values: this.#values };
    this.#values.push(...fn.values);
    this.#types = types;
    this.#memory = new MemoryVersions(fn, types, writtenFields);
    const heldBy = new Map<ValueId, readonly ValueId[]>();
    const expose = (value: ValueId): void => {
      if (this.#exposed.has(value) || !isReference(fn.values[value]!.type)) return;
      this.#exposed.add(value);
      for (const held of heldBy.get(value) ?? []) expose(held);
    };
    eachOp(fn.body, (op) => {
      if (op.kind === "record") heldBy.set(op.result, operandsOf(op));
      else if (op.kind === "array" || op.kind === "cast") heldBy.set(op.result, operandsOf(op));
      // What is read from memory is one of the things that it holds, under another name.
      else if (op.kind === "load" && heldBy.has(op.ref)) heldBy.set(op.result, heldBy.get(op.ref) ?? []);
    });
    // What a callee can reach it may write: its arguments, what they hold, and what has a name that is not followed.
    eachOp(fn.body, (op) => {
      if (op.kind === "store" || op.kind === "push" || op.kind === "pop" || op.kind === "fill")
        noteWrites(op, this.#storedFields);
      if (isFollowed(op)) return;
      for (const operand of operandsOf(op)) if (!("ref" in op) || operand !== op.ref) expose(operand);
    });
    eachRegion(fn.body, ({ end }) => {
      if (end.kind !== "return") for (const value of terminatorOperands(end)) expose(value);
    });
  }

  run(): IrFunction {
    const body = this.#region(this.#fn.body);
    return { ...this.#fn, body };
  }

  #use = (value: ValueId): ValueId => {
    let now = value;
    for (let next = this.#now.get(now); next !== undefined; next = this.#now.get(now)) now = next;
    return now;
  };

  #region(region: Region): Region {
    this.#scopes.push(new Map());
    const ops: Op[] = [];
    for (const op of region.ops) this.#op(mapOperands(op, this.#use), ops);
    this.#scopes.pop();
    const end = mapTerminator(region.end, this.#use);
    return { ...region, ops, end: end.kind === "condition" ? { ...end, condition: this.#truth(end.condition) } : end };
  }

  #op(op: Op, into: Op[]): void {
    switch (op.kind) {
      case "const":
        this.#constants.set(op.result, op.value);
        if (isAbsent(op.value)) this.#absent.add(op.result);
        into.push(op);
        return;
      case "prim":
        return this.#prim(op, into);
      case "zeros-like":
      case "clone":
        return this.#shadow(op, into);
      case "undef":
        this.#absent.add(op.result);
        // The slot of a path not taken adds nothing to choose from.
        if (this.#fn.values[op.result]!.type.kind === "number") this.#choices.set(op.result, new Set());
        into.push(op);
        return;
      case "cast":
        if (this.#absent.has(op.arg)) {
          this.#absent.add(op.result);
          // Nothing is nothing under whatever type.
          if (this.#constants.has(op.arg)) this.#constants.set(op.result, this.#constants.get(op.arg));
        }
        if (
          sameType(this.#fn.values[op.arg]!.type, this.#fn.values[op.result]!.type) &&
          !isNamed(this.#fn, op.result)
        ) {
          this.#now.set(op.result, op.arg);
          return;
        }
        return this.#share(`cast %${op.arg} ${typeKey(this.#fn.values[op.result]!.type)}`, op, into);
      case "record":
        if (op.fields.every((field) => !this.#storedFields.has(field.name)) && !this.#exposed.has(op.result)) {
          this.#records.set(op.result, new Map(op.fields.map((field) => [field.name, field.value])));
        }
        into.push(op);
        return;
      case "array":
        if (
          !this.#storedFields.has("[]") &&
          !this.#exposed.has(op.result) &&
          this.#fn.values[op.result]!.type.kind === "tuple" &&
          op.elements.every((e) => e.kind === "value")
        ) {
          if (op.elements.every((_, i) => !this.#storedFields.has(String(i))))
            this.#records.set(op.result, new Map(op.elements.map((e, i) => [String(i), e.value])));
        }
        into.push(op);
        return;
      case "load":
        return this.#load(op, into);
      case "if": {
        const isTrue = this.#truthOf(op.condition);
        if (isTrue !== undefined) {
          const taken = isTrue ? op.then : op.else;
          if (taken.end.kind === "yield") {
            for (const inner of taken.ops) this.#op(mapOperands(inner, this.#use), into);
            for (const [i, result] of op.results.entries()) this.#now.set(result, this.#use(taken.end.values[i]!));
            return;
          }
        }
        const condition = this.#truth(op.condition);
        return this.#if({ ...op, condition, then: this.#region(op.then), else: this.#region(op.else) }, into);
      }
      case "for":
        this.#memory.passed(op);
        into.push({ ...op, body: this.#region(op.body) });
        return;
      case "while":
        this.#memory.passed(op);
        into.push({ ...op, before: this.#region(op.before), after: this.#region(op.after) });
        return;
      case "block": {
        const body = this.#region(op.body);
        // Nobody leaves it by a jump: it is what stands in it.
        if (body.end.kind === "yield" && !jumpsTo(body, op.label)) return this.#inPlace(body, op.results, into);
        into.push({ ...op, body });
        return;
      }
      case "try": {
        const body = this.#region(op.body);
        // Nothing in it can throw: nobody comes to the handler.
        if (body.end.kind === "yield" && body.ops.every(({ kind }) => harmless.has(kind)))
          return this.#inPlace(body, op.results, into);
        into.push({ ...op, body, handler: this.#region(op.handler) });
        return;
      }
      default:
        this.#memory.passed(op);
        into.push(op);
    }
  }

  /** What stands in a region, in the place of the op that it belongs to. */
  #inPlace({ ops, end }: Region, results: readonly ValueId[], into: Op[]): void {
    into.push(...ops);
    if (end.kind === "yield") for (const [i, result] of results.entries()) this.#now.set(result, end.values[i]!);
  }

  /** A branch that yields the condition yields what it is there: `c ? d : c` is `c ? d : false`. */
  #decided(region: Region, condition: ValueId, value: boolean): Region {
    const { ops, end } = region;
    if (end.kind !== "yield" || !end.values.includes(condition) || !this.#isBoolean(condition)) return region;
    const result = (this.#values.push({ type: booleanType }) - 1) as ValueId;
    this.#constants.set(result, value);
    const values = end.values.map((one) => (one === condition ? result : one));
    return { ...region, ops: [...ops, { kind: "const", result, value, origin: end.origin }], end: { ...end, values } };
  }

  /** A result that is true on one side and false on the other is the condition, or its opposite. */
  #if({ then: yes, else: no, ...rest }: IfOp, into: Op[]): void {
    const { condition } = rest;
    const op = { ...rest, then: this.#decided(yes, condition, true), else: this.#decided(no, condition, false) };
    const [then, otherwise] = [op.then.end, op.else.end];
    const opposite: Op[] = [];
    const isKept = op.results.map((result, i) => {
      if (then.kind !== "yield" || otherwise.kind !== "yield") return true;
      const sides = [then, otherwise].map(({ values }) => this.#choicesOf(values[i]!));
      if (sides[0] && sides[1]) this.#choices.set(result, new Set([...sides[0], ...sides[1]]));
      const isTrue = then.values[i] === condition || this.#truthOf(then.values[i]!);
      const isOtherTrue = otherwise.values[i] === condition ? false : this.#truthOf(otherwise.values[i]!);
      if (isTrue !== undefined && isTrue === isOtherTrue) this.#truths.set(result, isTrue);
      const [yes, no] = [then, otherwise].map(({ values }) => this.#constants.get(values[i]!));
      if (typeof yes !== "boolean" || typeof no !== "boolean" || yes === no) return true;
      if (yes && !this.#isBoolean(op.condition)) return true;
      if (yes) this.#now.set(result, op.condition);
      else opposite.push({ kind: "prim", result, prim: "not", args: [op.condition], origin: op.origin });
      return false;
    });
    into.push(isKept.every(Boolean) ? op : withResults(op, isKept));
    for (const prim of opposite) this.#op(prim, into);
  }

  /** Whether a value holds as a condition, where that is known: `a && false` never does. */
  #truthOf(value: ValueId): boolean | undefined {
    return this.#constants.has(value) ? Boolean(this.#constants.get(value)) : this.#truths.get(value);
  }

  /** What a negation negates, where that is what its negation gives: `!!n` is no number. */
  #oppositeOf(negation: ValueId): ValueId | undefined {
    const negated = this.#opposites.get(negation);
    return negated !== undefined && this.#isBoolean(negated) ? negated : undefined;
  }

  /** A value that holds where a condition does: `n` for `!!n`. */
  #truth(condition: ValueId): ValueId {
    if (isNamed(this.#fn, condition)) return condition;
    const opposite = this.#opposites.get(condition);
    const same = opposite === undefined ? undefined : this.#opposites.get(opposite);
    return same === undefined ? condition : this.#truth(same);
  }

  #isBoolean(value: ValueId): boolean {
    return this.#fn.values[value]!.type.kind === "boolean";
  }

  #choicesOf(value: ValueId): ReadonlySet<Scalar> | undefined {
    return this.#constants.has(value) ? new Set([this.#constants.get(value)]) : this.#choices.get(value);
  }

  /** What a comparison gives where both sides have no constant in common. */
  #apart({ prim, args }: PrimOp): boolean | undefined {
    if (prim !== "eq" && prim !== "ne") return undefined;
    const [a, b] = args.map((arg) => this.#choicesOf(arg));
    if (!a?.size || !b?.size || [...a].some((one) => [...b].some((other) => one === other))) return undefined;
    return prim === "ne";
  }

  /** What is not there has no shadow either; where the type has no place for that, nobody reads it. */
  #shadow(op: ZerosLikeOp | CloneOp, into: Op[]): void {
    const { result, origin } = op;
    if (!this.#absent.has(op.arg)) into.push(op);
    else if (mayBeUndefined(this.#fn.values[result]!.type, this.#types))
      this.#op({ kind: "const", result, value: undefined, origin }, into);
    else this.#op({ kind: "undef", result, origin }, into);
  }

  #load(op: LoadOp, into: Op[]): void {
    const field = op.key.kind === "field" ? this.#records.get(op.ref)?.get(op.key.name) : undefined;
    if (field !== undefined && sameType(this.#fn.values[field]!.type, this.#fn.values[op.result]!.type)) {
      this.#now.set(op.result, field);
      return;
    }
    const key = op.key.kind === "field" ? `.${op.key.name}` : `[${this.#keyOf(op.key.index)}]`;
    const type = typeKey(this.#fn.values[op.result]!.type);
    this.#share(`load %${op.ref}${key} ${type} at ${this.#memory.of(op)}`, op, into);
  }

  /** Takes the result of an equal op that came before, or keeps this one. */
  #share(key: string, op: PrimOp | LoadOp | CastOp, into: Op[]): void {
    for (const scope of this.#scopes) {
      const earlier = scope.get(key);
      // A value that the user named twice keeps both names.
      if (
        earlier === undefined ||
        (isNamed(this.#fn, op.result) && isNamed(this.#fn, earlier) && !this.#isNamedAlike(op.result, earlier))
      )
        continue;
      this.#now.set(op.result, earlier);
      return;
    }
    this.#scopes.at(-1)!.set(key, op.result);
    into.push(op);
  }

  #isNamedAlike(a: ValueId, b: ValueId): boolean {
    return this.#fn.values[a]!.name === this.#fn.values[b]!.name;
  }

  #prim(op: PrimOp, into: Op[]): void {
    const { prim } = op;
    if (!isPrimName(prim)) {
      into.push(op);
      return;
    }
    const known = op.args.map((arg) => this.#constants.get(arg));
    const isConstant = op.args.every((arg) => this.#constants.has(arg));
    const rule = scalarRules[prim];
    // Arithmetic of constants is exact to the bit; functions of Math are left to the engine that runs the text.
    if (
      isConstant &&
      rule.pure &&
      rule.cost !== "costly" &&
      typeof rule.source !== "string" &&
      (equalities.has(prim) || known.every((value) => typeof value === "number" || typeof value === "boolean"))
    ) {
      const value = computePrim(prim, known) as Scalar;
      this.#constants.set(op.result, value);
      into.push({ kind: "const", result: op.result, value, origin: op.origin });
      return;
    }
    if (prim === "select") {
      const sides = op.args.slice(1).map((arg) => this.#choicesOf(arg));
      if (sides[0] && sides[1]) this.#choices.set(op.result, new Set([...sides[0], ...sides[1]]));
    }
    const apart = this.#apart(op);
    if (apart !== undefined) {
      this.#constants.set(op.result, apart);
      into.push({ kind: "const", result: op.result, value: apart, origin: op.origin });
      return;
    }
    const same = prim === "not" ? this.#oppositeOf(op.args[0]!) : identity(op, known);
    if (same !== undefined) {
      this.#now.set(op.result, same);
      return;
    }
    if (!rule.pure) {
      into.push(op);
      return;
    }
    if (prim === "not") this.#opposites.set(op.result, op.args[0]!);
    const key = `${prim} ${op.args.map((arg) => this.#keyOf(arg)).join(" ")}`;
    this.#share(key, op, into);
  }

  /** Equal constants are one operand. */
  #keyOf(value: ValueId): string {
    const known = this.#constants.get(value);
    if (typeof known === "number") return `#${Object.is(known, -0) ? "-0" : known}`;
    return `%${value}`;
  }
}

/** The same branch without some of its results. */
function withResults(op: IfOp, isKept: readonly boolean[]): IfOp {
  const only = (values: readonly ValueId[]): readonly ValueId[] => values.filter((_, i) => isKept[i]);
  const [then, otherwise] = [op.then, op.else].map((region) =>
    region.end.kind === "yield" ? { ...region, end: { ...region.end, values: only(region.end.values) } } : region,
  );
  return { ...op, results: only(op.results), then: then!, else: otherwise! };
}

function isAbsent(value: Scalar): boolean {
  return value === undefined || value === null;
}

function mayBeUndefined(type: Type, types: TypeTable): boolean {
  const found = resolve(type, types);
  if (found?.kind === "union") return found.members.some((member) => mayBeUndefined(member, types));
  return found?.kind === "undefined";
}

function isNamed(fn: IrFunction, value: ValueId): boolean {
  return fn.values[value]!.name !== undefined;
}

/** The argument that a primitive gives back unchanged, to the bit. */
function identity(op: PrimOp, known: readonly (Scalar | undefined)[]): ValueId | undefined {
  const [a, b, c] = op.args;
  switch (op.prim) {
    case "mul":
      if (known[1] === 1) return a;
      return known[0] === 1 ? b : undefined;
    case "add":
      if (!op.free) return undefined;
      return known[0] === 0 ? b : known[1] === 0 ? a : undefined;
    case "sub":
      return Object.is(known[1], 0) ? a : undefined;
    case "div":
      return known[1] === 1 ? a : undefined;
    case "select":
      if (b === c) return b;
      return known[0] === true ? b : known[0] === false ? c : undefined;
    case "and":
      return known[0] === true ? b : known[1] === true ? a : undefined;
    case "or":
      return known[0] === false ? b : known[1] === false ? a : undefined;
    default:
      return undefined;
  }
}

/** Ops whose operands are where they were: held by the result, or only read. */
function isFollowed(op: Op): boolean {
  switch (op.kind) {
    case "record":
    case "array":
    case "cast":
    case "zeros-like":
    case "clone":
    case "fold":
      return true;
    case "prim":
      return op.prim !== "select";
    default:
      return false;
  }
}
